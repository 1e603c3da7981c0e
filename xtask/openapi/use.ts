// Uses the client that @hey-api/openapi-ts generated, against a running server.
import assert from 'node:assert/strict';
import { client } from './generated/client/client.gen.ts';
import { createLabel, listChannels, postOmniBatch, postOmniFile, postOmniMessage } from './generated/client/sdk.gen.ts';
import type { FieldErrorCode, NewLabel } from './generated/client/types.gen.ts';

const { CAUSEWAY_URL: url = '', CAUSEWAY_COOKIE: cookie = '', CAUSEWAY_TOKEN: token = '' } = process.env;
client.setConfig({ baseUrl: url, headers: { cookie, origin: url } });

// A union, told apart by its `kind`.
const { data: channels } = await listChannels();
const routing = channels?.items[0]?.routing;
assert(routing?.kind === 'alternative' && Array.isArray(routing.destinations));

// A form, and the problem when it is sent twice or is wrong.
const label: NewLabel = { name: 'By a script', colour: 'green' };
const { data: created } = await createLabel({ body: label });
assert.equal(created?.colour, 'green');
const { error: taken } = await createLabel({ body: label });
assert.equal(taken?.code, 'name-taken');
const { error: invalid } = await createLabel({ body: { name: '' } });
const code: FieldErrorCode | undefined = invalid?.errors?.[0]?.code;
assert.equal(code, 'required');

// A file, and a message with it.
const file = new File(['Hello!'], 'hello.txt', { type: 'text/plain' });
const { data: stored } = await postOmniFile({ auth: token, body: { file } });
assert.equal(stored?.name, 'hello.txt');
const visitor = { id: 'u-2' };
const message = { id: 's-1', visitor, type: 'file', attachment: { fileId: stored.fileId } } as const;
const { data: accepted } = await postOmniMessage({ auth: token, body: message });
assert.equal(accepted?.duplicate, false);

// Results that differ from message to message.
const text = { visitor, type: 'text' } as const;
const messages = [
  { ...text, id: 's-2', text: 'Hello' },
  { ...text, id: 's-3', text: '' }
];
const { data: batch } = await postOmniBatch({ auth: token, body: { messages } });
const failed = batch?.results.map((result) => 'error' in result);
assert.deepEqual(failed, [false, true]);
