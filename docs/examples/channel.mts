// A channel in one file: what you type is what a visitor writes, and what staff answer is printed.
import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { createInterface } from 'node:readline';

const { CAUSEWAY_URL = 'http://127.0.0.1:8080', CAUSEWAY_TOKEN, CAUSEWAY_SECRET, PORT = '8070' } = process.env;
if (!CAUSEWAY_TOKEN || !CAUSEWAY_SECRET) throw new Error('CAUSEWAY_TOKEN and CAUSEWAY_SECRET are needed.');
const key = Buffer.from(CAUSEWAY_SECRET.replace('whsec_', ''), 'base64');
const seen = new Set<unknown>(); // webhook-ids; a real channel keeps them beside what their events changed

function isGenuine(headers: IncomingHttpHeaders, body: Buffer): boolean {
  const { 'webhook-id': id, 'webhook-timestamp': seconds, 'webhook-signature': signatures } = headers;
  const expected = createHmac('sha256', key).update(`${id}.${seconds}.`).update(body).digest();
  const given = String(signatures).split(' ').map((one) => Buffer.from(one.replace('v1,', ''), 'base64'));
  const isRecent = Math.abs(Date.now() / 1000 - Number(seconds)) <= 300;
  return isRecent && given.some((one) => one.length === expected.length && timingSafeEqual(one, expected));
}

async function receive(request: IncomingMessage, response: ServerResponse) {
  const body = Buffer.concat(await request.toArray());
  const { type, challenge, data } = JSON.parse(String(body));
  if (type === 'url_verification') return response.end(challenge); // may come before the secret is known
  if (!isGenuine(request.headers, body)) return response.writeHead(401).end();
  const id = request.headers['webhook-id'];
  if (type === 'message.created' && !seen.has(id)) console.log(data.message.renderedText ?? data.message.text);
  seen.add(id);
  response.end();
}

const server = createServer((request, response) => receive(request, response).catch(() => response.destroy()));
server.listen(Number(PORT), '127.0.0.1', () => {
  console.log(`webhook: http://127.0.0.1:${(server.address() as { port: number }).port}/webhook`);
});
for await (const line of createInterface({ input: process.stdin })) {
  const message = { id: randomUUID(), visitor: { id: 'u-42', name: 'Ada' }, type: 'text', text: line.trim() };
  const headers = { authorization: `Bearer ${CAUSEWAY_TOKEN}`, 'content-type': 'application/json' };
  const request = { method: 'POST', headers, body: JSON.stringify(message) }; // with no answer, repeat it as it is
  const answer = await fetch(`${CAUSEWAY_URL}/omni/v1/messages`, request).catch((fault) => fault);
  if (!answer.ok) console.error('not sent:', answer.status ?? answer.message);
}
