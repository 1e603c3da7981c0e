import { execFileSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { curlScript } from './curl';

const secret = `whsec_${Buffer.from(Array.from({ length: 32 }, (_, index) => (index * 37) % 256)).toString('base64')}`;

/** What the script gives to curl, one argument a line ended by NUL. */
function run(url: string, id: string, body: string): string[] {
  const script = curlScript(url, id, body).replace(/^SECRET='whsec_…'.*$/m, `SECRET='${secret}'`);
  const output = execFileSync('bash', ['-c', `curl() { printf '%s\\0' "$@"; }\n${script}`], { encoding: 'utf8' });
  return output.split('\0').slice(0, -1);
}

describe('a request to be made again by hand', () => {
  it.each(['{"text":"Hello"}', `{"text":"It's \\"fine\\" $HOME \`date\` \\\\n"}`, '{"text":"Grüße 👋"}', 'two\nlines'])(
    'is signed for now and carries the same bytes: %s',
    (body) => {
      const given = run("https://example.com/hook?a='b'&c=d", 'dlv_1', body);
      expect(given[1]).toBe("https://example.com/hook?a='b'&c=d");
      expect(given.at(-1)).toBe(body);
      const header = (name: string) => given.find((text) => text.startsWith(`${name}: `))?.slice(name.length + 2) ?? '';
      const signed = `dlv_1.${header('webhook-timestamp')}.${body}`;
      const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
      expect(header('webhook-signature')).toBe(`v1,${createHmac('sha256', key).update(signed).digest('base64')}`);
      expect(Math.abs(Number(header('webhook-timestamp')) - Date.now() / 1000)).toBeLessThan(60);
    }
  );
});
