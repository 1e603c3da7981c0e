import type { Message } from '$lib/api/names';

type Attachment = NonNullable<Message['attachment']>;

/** A size as people read it: `812 B`, `14 kB`, `3.2 MB`. */
export function sizeInWords(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** Where files are that Causeway keeps. */
const OWN_FILES = '/api/v1/files/';

/** The address if it may be followed: what a channel sends could also be `javascript:`. */
export function safeAddress(url: string | null | undefined): string | undefined {
  if (url?.startsWith(OWN_FILES)) return url;
  if (!url || !URL.canParse(url)) return undefined;
  return ['http:', 'https:'].includes(new URL(url).protocol) ? url : undefined;
}

/** Where an attachment comes from, what it is and how large. */
export function attachmentLine(attachment: Attachment): string {
  if (attachment.state === 'failed') return `Could not be copied: ${attachment.reason ?? 'no reason is known'}`;
  const address = attachment.fileId ? undefined : safeAddress(attachment.url);
  const parts = [
    attachment.state === 'pending' ? 'Being copied' : null,
    address ? new URL(address).host : null,
    attachment.mimeType,
    typeof attachment.size === 'number' ? sizeInWords(attachment.size) : null
  ];
  return parts.filter(Boolean).join(' · ');
}

/** The tallest that a picture or a video is shown, in rem. */
const HEIGHT_MAX_REM = 20;
const STICKER_HEIGHT_MAX_REM = 10;

/**
 * How wide a picture is shown so that it is neither enlarged nor taller than its place: its box has its own proportions, and no
 * bars beside it. Undefined where its size is not known.
 */
export function pictureWidth({ width, height }: Pick<Attachment, 'width' | 'height'>, isSticker: boolean): string | undefined {
  if (!width || !height) return undefined;
  const tallest = isSticker ? STICKER_HEIGHT_MAX_REM : HEIGHT_MAX_REM;
  return `min(${width}px, ${((tallest * width) / height).toFixed(3)}rem)`;
}

/** The place on a map that needs no account. */
export function mapAddress(latitude: number, longitude: number): string {
  return `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=16/${latitude}/${longitude}`;
}
