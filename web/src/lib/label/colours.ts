import type { Label } from '$lib/api/names';
import { m } from '$lib/paraglide/messages';

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

export const colours: readonly Colour[] = [
  'grey',
  'red',
  'orange',
  'yellow',
  'green',
  'teal',
  'blue',
  'purple',
  'pink'
];

/** What each colour is called, for people who hear it or can't tell it from others. */
export const colourName: Record<Colour, () => string> = {
  grey: m.label_colour_grey,
  red: m.label_colour_red,
  orange: m.label_colour_orange,
  yellow: m.label_colour_yellow,
  green: m.label_colour_green,
  teal: m.label_colour_teal,
  blue: m.label_colour_blue,
  purple: m.label_colour_purple,
  pink: m.label_colour_pink
};

/** The dot that stands for a label, in both themes. */
export function dotOf(colour: Colour): string {
  return colour === 'grey' ? 'var(--line-strong)' : `oklch(0.65 0.15 ${hues[colour]})`;
}
