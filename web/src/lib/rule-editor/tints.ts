/** How the parts of a rule are told apart; the same on a strip and in its list. Each has a number, too: colours alone tell too little. */
const tints = [
  'bg-accent text-on-accent',
  'bg-lantern text-[oklch(0.24_0.04_70)]',
  'bg-ink-soft text-on-accent',
  'bg-moss text-[oklch(0.24_0.04_70)]',
  'bg-brick text-on-accent'
] as const;

export function tintOf(index: number): string {
  return tints[index % tints.length]!;
}
