import { m } from '$lib/paraglide/messages';
import { beginning } from '$lib/ui/grapheme';

/** Browsers by the mark in their name; the first that fits counts, since each names others that it is like. */
const browsers: readonly (readonly [string, RegExp])[] = [
  ['Edge', /Edg(e|A|iOS)?\//],
  ['Opera', /OPR\//],
  ['Samsung Internet', /SamsungBrowser\//],
  ['Firefox', /Firefox\/|FxiOS\//],
  ['Chrome', /Chrome\/|CriOS\//],
  ['Safari', /Safari\//]
];

const systems: readonly (readonly [string, RegExp])[] = [
  ['iPhone', /iPhone/],
  ['iPad', /iPad/],
  ['Android', /Android/],
  ['Windows', /Windows/],
  ['Mac', /Macintosh/],
  ['ChromeOS', /CrOS/],
  ['Linux', /Linux/]
];

function nameIn(list: readonly (readonly [string, RegExp])[], userAgent: string): string | undefined {
  return list.find(([, mark]) => mark.test(userAgent))?.[0];
}

/** What people call the device that calls itself so: "Firefox on Windows". */
export function deviceName(userAgent: string): string {
  const browser = nameIn(browsers, userAgent);
  const system = nameIn(systems, userAgent);
  if (browser && system) return m.account_device({ browser, system });
  return browser ?? system ?? (beginning(userAgent, 60) || m.account_device_unknown());
}

export function isPhone(userAgent: string): boolean {
  return userAgent.includes('Mobi');
}
