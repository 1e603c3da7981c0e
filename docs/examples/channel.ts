// A channel in one file: what you type is what a visitor writes, and what staff answer is printed.
import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';

const { CAUSEWAY_URL = 'http://127.0.0.1:8080', CAUSEWAY_TOKEN, CAUSEWAY_SECRET = '', PORT = '8070' } = process.env;
const seen = new Set<string>(); // webhook-ids; a real channel keeps them beside what the event changed

/** Standard Webhooks, by hand: HMAC-SHA-256 over `id.timestamp.body`; one signature that fits is enough. */
function isGenuine(headers: IncomingHttpHeaders, body: Buffer): boolean {
  const { 'webhook-id': id, 'webhook-timestamp': seconds, 'webhook-signature': signatures } = headers;
  if (!CAUSEWAY_SECRET || !(Math.abs(Date.now() / 1000 - Number(seconds)) <= 300)) return false;
  const key = Buffer.from(CAUSEWAY_SECRET.replace(/^whsec_/, ''), 'base64');
  const expected = createHmac('sha256', key).update(`${id}.${seconds}.`).update(body).digest();
  return String(signatures).split(' ').some((signature) => {
    const given = Buffer.from(signature.replace(/^v1,/, ''), 'base64');
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}

const server = createServer(async (request, response) => {
  const body = Buffer.concat(await request.toArray());
  const event = JSON.parse(body.toString());
  // The challenge comes before the secret is known, and tells nothing.
  if (event.type === 'url_verification') return void response.end(event.challenge);
  if (!isGenuine(request.headers, body)) return void response.writeHead(401).end();
  const id = String(request.headers['webhook-id']);
  const repeated = seen.has(id);
  seen.add(id);
  response.end();
  if (event.type === 'message.created' && !repeated) {
    const { message } = event.data;
    console.log(message.renderedText ?? message.text ?? `(${message.type})`);
    await send('/omni/v1/events', { type: 'message.read', messageId: message.id });
  }
});

/** Repeats until there is an answer that repeating would not change; the ids in it make that safe. */
async function send(path: string, body: object): Promise<void> {
  const headers = { authorization: `Bearer ${CAUSEWAY_TOKEN}`, 'content-type': 'application/json' };
  for (;;) {
    const answer = await fetch(CAUSEWAY_URL + path, { method: 'POST', headers, body: JSON.stringify(body) }).catch(() => null);
    if (answer?.ok) return;
    if (answer && answer.status !== 429 && answer.status < 500) return console.error('refused:', await answer.text());
    await pause(1000 * Number(answer?.headers.get('retry-after') ?? 2));
  }
}

server.listen(Number(PORT), '127.0.0.1', async () => {
  const address = server.address();
  if (address && typeof address === 'object') console.log(`webhook: http://127.0.0.1:${address.port}/webhook`);
  for await (const line of createInterface({ input: process.stdin })) {
    const visitor = { id: 'u-42', name: 'Ada Lovelace' };
    if (line.trim()) await send('/omni/v1/messages', { id: randomUUID(), visitor, type: 'text', text: line.trim() });
  }
  // The webhook goes on after the last line.
});
