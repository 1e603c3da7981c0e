import { m } from '$lib/paraglide/messages';

/** The longest automatic message, in characters. */
export const TEXT_LENGTH_MAX = 1_000;

/** What an automatic message may mention, and how it is called on the screen. */
export const variables = [
  { name: 'visitor.name', label: m.channel_variable_visitor_name },
  { name: 'channel.name', label: m.channel_variable_channel_name },
  { name: 'staff.displayName', label: m.channel_variable_staff_name },
  { name: 'enquiry.number', label: m.channel_variable_enquiry_number }
] as const;

export type VariableName = (typeof variables)[number]['name'];

const PLACEHOLDER = /\{\{\s*([\w.]+)\s*\}\}/g;

/** The text as a visitor gets it. Placeholders that mean nothing stay as they are, so that they are noticed. */
export function fill(text: string, values: Record<VariableName, string>): string {
  return text.replace(PLACEHOLDER, (whole, name: string) =>
    Object.hasOwn(values, name) ? values[name as VariableName] : whole
  );
}

/** The placeholders of a text that mean nothing, each once. */
export function unknownPlaceholders(text: string): readonly string[] {
  const known = new Set<string>(variables.map(({ name }) => name));
  const found = [...text.matchAll(PLACEHOLDER)].filter(([, name]) => !known.has(name ?? '')).map(([whole]) => whole);
  return [...new Set(found)];
}

/** Puts a placeholder in the place of the selected stretch of a text; answers the text and where the cursor goes. */
export function insert(text: string, name: VariableName, start: number, end: number): { text: string; cursor: number } {
  const placeholder = `{{${name}}}`;
  return { text: text.slice(0, start) + placeholder + text.slice(end), cursor: start + placeholder.length };
}
