import type { Label } from '$lib/api/names';

export type Colour = Label['colour'];

/** Hues that tell labels apart in both themes; grey has none. */
const hues: Record<Exclude<Colour, 'grey'>, number> = {
  red: 25,
  orange: 55,
  yellow: 90,
  green: 145,
  teal: 185,
  blue: 250,
  purple: 300,
  pink: 350
};

export const colours: readonly Colour[] = ['grey', 'red', 'orange', 'yellow', 'green', 'teal', 'blue', 'purple', 'pink'];

/** The dot that stands for a label, in both themes. */
export function dotOf(colour: Colour): string {
  return colour === 'grey' ? 'var(--line-strong)' : `oklch(0.65 0.15 ${hues[colour]})`;
}
