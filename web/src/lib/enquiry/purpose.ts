import type { Message } from '$lib/api/names';
import { m } from '$lib/paraglide/messages';

/** What an automatic message is called; `null` for one that a person wrote. */
export function automaticName(message: Message): string | null {
  switch (message.purpose) {
    case 'welcome':
      return m.enquiry_welcome_message();
    case 'away':
      return m.enquiry_away_message();
    case 'close':
      return m.enquiry_closing_message();
    case 'autoCloseWarning':
      return m.enquiry_auto_close_warning();
    default:
      return message.author.kind === 'system' ? m.enquiry_automatic_message() : null;
  }
}
