import { describe, expect, it } from 'vitest';
import { secureAddress } from './secureAddress';

describe('a page opened over http', () => {
  it.each([
    [
      'http://chat.example.com/login?next=%2Fchannels',
      'https://chat.example.com',
      'https://chat.example.com/login?next=%2Fchannels'
    ],
    ['http://10.0.0.7:8080/setup?token=abc', 'https://chat.example.com/', 'https://chat.example.com/setup?token=abc'],
    ['http://chat.example.com/login', undefined, null],
    ['https://chat.example.com/login', 'https://chat.example.com', null],
    ['https://other.example.com/login', 'https://chat.example.com', null]
  ])('%s of %s belongs at %s', (opened, secureUrl, href) => {
    expect(secureAddress(new URL(opened), secureUrl)).toBe(href);
  });
});
