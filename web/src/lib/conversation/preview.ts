import type { Enquiry, Message } from '$lib/api/names';
import { m } from '$lib/paraglide/messages';
import { withAddresses } from './text';

const typeNames: Readonly<Record<string, () => string>> = {
  text: m.enquiry_message,
  image: m.enquiry_type_image,
  video: m.enquiry_type_video,
  audio: m.enquiry_type_audio,
  file: m.enquiry_type_file,
  location: m.enquiry_location,
  sticker: m.enquiry_type_sticker,
  contact: m.enquiry_type_contact,
  postback: m.enquiry_type_postback,
  buttons: m.enquiry_type_buttons,
  quickReplies: m.enquiry_type_quick_replies
};

/** What a message without words is called; a type that came after this screen is still a message. */
export function typeName(type: string): string {
  return (typeNames[type] ?? m.enquiry_message)();
}

/** What ends the names of query parameters that carry a permission, as the server's own lists know them. */
const PERMITTING = /(?:signature|sig|token|hmac|key)$/i;
const OWN_FILE = /\/files\/file_[^/]+\/([^/]+)$/;

/** An address as a list may show it: one that opens something for whoever has it without what permits that. */
function withoutPermission(address: string): string {
  const { pathname, searchParams } = new URL(address);
  if (![...searchParams.keys()].some((name) => PERMITTING.test(name))) return address;
  const name = OWN_FILE.exec(pathname)?.[1];
  return name === undefined ? (address.split(/[?#]/, 1)[0] ?? '') : decoded(name);
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** A text as it may stand outside of its message. */
export function listed(text: string): string {
  return withAddresses(text)
    .map((part) => (part.href ? withoutPermission(part.href) : part.text))
    .join('');
}

/** The words of a message that may stand outside of it; `null` where it has none. */
export function saidIn({ text, location, contact, postback }: Message): string | null {
  if (text?.trim()) return listed(text.trim());
  return location?.title || location?.address || contact?.name || postback?.label || postback?.payload || null;
}

/** What stands for a message without words: the name of a document, or what it is. */
function calledAs(type: string, fileName: string | null | undefined): string {
  return (type === 'file' && fileName) || typeName(type);
}

/** A message in one line, for quotes, notices and lists. */
export function lineOf(message: Message): string {
  if (message.deletedAt) return m.enquiry_message_deleted();
  return saidIn(message) ?? calledAs(message.type, message.attachment?.name);
}

/** The last message of an enquiry in one line, and who said it where that is not the visitor. */
export interface Preview {
  who: string | null;
  words: string;
}

export function previewOf(enquiry: Enquiry, me: string): Preview {
  const last = enquiry.lastMessage;
  if (!last) return { who: null, words: m.enquiry_no_messages() };
  const said = last.text?.trim() ? listed(last.text.trim()) : calledAs(last.type, last.fileName);
  const words = last.deletedAt ? m.enquiry_message_deleted() : said;
  if (last.author.kind === 'staff') {
    return {
      who: last.author.staffId === me ? m.enquiry_who_you() : (last.author.displayName ?? m.enquiry_who_colleague()),
      words
    };
  }
  return { who: last.author.kind === 'system' ? m.enquiry_who_automatic() : null, words };
}

/** The same as one text. */
export function previewLine(enquiry: Enquiry, me: string): string {
  const { who, words } = previewOf(enquiry, me);
  return who ? m.enquiry_preview_said({ who, words }) : words;
}
