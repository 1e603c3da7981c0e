import { describe, expect, it } from 'vitest';
import { bestLocale, formatTag } from './choice';

describe('the language of the interface', () => {
  it.each([
    [['zh-TW'], 'zh-Hant'],
    [['zh-HK'], 'zh-Hant'],
    [['zh-Hant-HK'], 'zh-Hant'],
    [['zh'], 'zh-Hans'],
    [['zh-SG'], 'zh-Hans'],
    [['ja-JP'], 'ja'],
    [['en-GB'], 'en'],
    [['de', 'ja'], 'ja'],
    [['de', 'fr-CA'], 'en'],
    [['', 'not a tag', '_', 'zh_TW', 'zh-TW'], 'zh-Hant'],
    [[], 'en']
  ])('of %j is %s', (tags, locale) => {
    expect(bestLocale(tags)).toBe(locale);
  });

  it('is written with the dates of the browser’s own country, where that speaks it', () => {
    expect(formatTag('en', ['de', 'en-GB', 'en-US'])).toBe('en-GB');
    expect(formatTag('zh-Hant', ['zh-CN', 'zh-HK'])).toBe('zh-HK');
    expect(formatTag('ja', ['en-GB'])).toBe('ja');
  });
});
