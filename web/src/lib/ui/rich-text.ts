import type { MessagePart } from '$lib/paraglide/runtime';

/** A piece of a message; `mark` is the name that the catalogue marks it by. Marks aren't nested. */
export interface Marked {
  mark: string | null;
  text: string;
}

/** The pieces of a message in order, each marked one as a whole. */
export function marked(parts: readonly MessagePart[]): Marked[] {
  const pieces: Marked[] = [];
  let open: Marked | null = null;
  for (const part of parts) {
    if (part.type === 'text') {
      if (open) open.text += part.value;
      else pieces.push({ mark: null, text: part.value });
    } else if (part.type === 'markup-start') {
      open = { mark: part.name, text: '' };
      pieces.push(open);
    } else if (part.type === 'markup-end') {
      open = null;
    } else {
      pieces.push({ mark: part.name, text: '' });
    }
  }
  return pieces;
}
