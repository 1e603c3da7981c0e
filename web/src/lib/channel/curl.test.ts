import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { curlLine } from './curl';

describe('the curl line', () => {
  it('reaches curl as it was meant when a shell reads it', () => {
    // The shell's own reading, with printf in curl's place.
    const line = curlLine("https://it's.example", 'cw_a$b', 'hello-1').replace(/^curl/, "printf '%s\\n'");
    const words = execFileSync('sh', ['-c', line], { encoding: 'utf8' }).trimEnd().split('\n');
    expect(words[0]).toBe("https://it's.example/omni/v1/messages");
    expect(words[2]).toBe('Authorization: Bearer cw_a$b');
    expect(JSON.parse(words.at(-1) ?? '')).toMatchObject({ id: 'hello-1', type: 'text' });
  });
});
