/** How the conditions of a week are told apart; the same on the strip and in the list. */
export const tints = ['bg-accent', 'bg-lantern', 'bg-brick', 'bg-ink-soft', 'bg-line-strong'] as const;
