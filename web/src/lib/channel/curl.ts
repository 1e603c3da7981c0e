/** A command that sends one message as a visitor would, and works as it is pasted into a shell. */
export function curlLine(origin: string, accessToken: string, messageId: string): string {
  const message = {
    id: messageId,
    visitor: { id: 'visitor-1', name: 'Ada Lovelace' },
    type: 'text',
    text: 'Hello from the terminal!'
  };
  return [
    `curl ${quoted(`${origin}/omni/v1/messages`)} \\`,
    `  --header ${quoted(`Authorization: Bearer ${accessToken}`)} \\`,
    `  --header 'Content-Type: application/json' \\`,
    `  --data ${quoted(JSON.stringify(message))}`
  ].join('\n');
}

/** Single quotes keep everything but themselves from the shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
