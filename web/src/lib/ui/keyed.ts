/**
 * A key for each of these values, for an `{#each}` whose rows must keep their focus when they move. A value that comes
 * twice gets a second key: Svelte gives up the whole list on a repeated one, and values from outside do repeat.
 */
export function uniqueKeys(values: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return values.map((value) => {
    const before = seen.get(value) ?? 0;
    seen.set(value, before + 1);
    // The count comes first, so that no value can look like the second of another.
    return `${before} ${value}`;
  });
}
