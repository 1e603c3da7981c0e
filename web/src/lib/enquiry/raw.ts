import type { Message } from '$lib/api/names';

/** What a message says without any form: its text, or else its content as it came. Never throws, whatever it holds. */
export function rawText(message: Message): string {
  if (message.deletedAt) return '';
  if (typeof message.text === 'string' && message.text !== '') return message.text;
  const { type, location, contact, postback, options, attachment } = message;
  // An attachment's address stays out: it opens the file for anyone who has it.
  const parts = { location, contact, postback, options, attachment: attachment?.name };
  const said = Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== null && part !== undefined));
  try {
    return JSON.stringify(Object.keys(said).length > 0 ? said : { type });
  } catch {
    return '';
  }
}
