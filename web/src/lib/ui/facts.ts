/** Short facts in a row, without those that are empty. Where the row goes on in a second line, that never begins with the dot. */
export function factsInRow(facts: readonly (string | false | null | undefined)[]): string {
  return facts.filter(Boolean).join('\u00A0· ');
}
