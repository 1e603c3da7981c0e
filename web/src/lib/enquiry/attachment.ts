import type { Message } from '$lib/api/names';
import { m } from '$lib/paraglide/messages';
import { formatLocale } from '$lib/ui/number';

type Attachment = NonNullable<Message['attachment']>;

/** A size as people read it: `812 bytes`, `14 kB`, `3.2 MB`. */
export function sizeInWords(bytes: number): string {
  const size = (value: number, unit: string, unitDisplay: 'short' | 'long', digits: number) =>
    new Intl.NumberFormat(formatLocale(), {
      style: 'unit',
      unit,
      unitDisplay,
      minimumFractionDigits: digits,
      maximumFractionDigits: digits
    }).format(value);
  // The short name of a byte has no plural.
  if (bytes < 1000) return size(bytes, 'byte', 'long', 0);
  if (bytes < 1_000_000) return size(bytes / 1000, 'kilobyte', 'short', 0);
  return size(bytes / 1_000_000, 'megabyte', 'short', 1);
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
  if (attachment.state === 'failed') {
    return attachment.reason
      ? m.enquiry_attachment_failed_because({ reason: attachment.reason })
      : m.enquiry_attachment_failed();
  }
  const address = attachment.fileId ? undefined : safeAddress(attachment.url);
  const parts = [
    attachment.state === 'pending' ? m.enquiry_attachment_copying() : null,
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
export function pictureWidth(
  { width, height }: Pick<Attachment, 'width' | 'height'>,
  isSticker: boolean
): string | undefined {
  if (!width || !height) return undefined;
  const tallest = isSticker ? STICKER_HEIGHT_MAX_REM : HEIGHT_MAX_REM;
  return `min(${width}px, ${((tallest * width) / height).toFixed(3)}rem)`;
}

/** The place on a map that needs no account. */
export function mapAddress(latitude: number, longitude: number): string {
  return `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=16/${latitude}/${longitude}`;
}
