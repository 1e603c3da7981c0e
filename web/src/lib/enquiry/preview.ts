import type { Enquiry } from '$lib/api/names';

const typeNames: Readonly<Record<string, string>> = {
  text: 'Message',
  image: 'Image',
  video: 'Video',
  audio: 'Audio',
  file: 'File',
  location: 'Location',
  sticker: 'Sticker',
  contact: 'Contact',
  postback: 'Button tapped',
  buttons: 'Buttons',
  quickReplies: 'Quick replies'
};

/** What a message without words is called; a type that came after this screen is still a message. */
export function typeName(type: string): string {
  return typeNames[type] ?? 'Message';
}

/** The line that stands for an enquiry's last message in a list. */
export function previewOf(enquiry: Enquiry, me: string): string {
  const last = enquiry.lastMessage;
  if (!last) return 'No messages yet';
  const words = last.text?.trim() || (last.type === 'text' ? 'Message deleted' : typeName(last.type));
  if (last.author.kind === 'staff') {
    const name = last.author.staffId === me ? 'You' : (last.author.displayName ?? 'Colleague');
    return `${name}: ${words}`;
  }
  return last.author.kind === 'system' ? `Automatic: ${words}` : words;
}
