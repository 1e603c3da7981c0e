import type { Message } from '$lib/api/names';

/** What an automatic message is called; `null` for one that somebody wrote. */
export function automaticName(message: Message): string | null {
  switch (message.purpose) {
    case 'welcome':
      return 'Welcome message';
    case 'away':
      return 'Away message';
    case 'close':
      return 'Closing message';
    case 'autoCloseWarning':
      return 'Notice before closing';
    default:
      return message.author.kind === 'system' ? 'Automatic message' : null;
  }
}
