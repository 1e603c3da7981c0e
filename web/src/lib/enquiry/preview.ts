import type { Enquiry, Message } from '$lib/api/names';

type MessageType = Message['type'];

/** What a message without words is called in a list. */
export const typeName: Record<MessageType, string> = {
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

/** The line that stands for an enquiry's last message in a list. */
export function previewOf(enquiry: Enquiry, me: string): string {
  const last = enquiry.lastMessage;
  if (!last) return 'No messages yet';
  const words = last.text?.trim() || (last.type === 'text' ? 'Message deleted' : typeName[last.type]);
  if (last.author.kind === 'staff') {
    const name = last.author.staffId === me ? 'You' : (last.author.displayName ?? 'Colleague');
    return `${name}: ${words}`;
  }
  return words;
}
