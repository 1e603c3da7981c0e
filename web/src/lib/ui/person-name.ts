import { getLocale } from '$lib/paraglide/runtime';

interface Named {
  firstName: string;
  lastName: string;
}

/** `Script_Extensions` has the marks that these scripts share, such as ー. */
const eastAsian = /^[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}]+$/u;

/** First and last name, either of which may be empty; 王小明 has the family name first. */
export function fullName({ firstName, lastName }: Named): string {
  if (eastAsian.test(firstName) && eastAsian.test(lastName)) return `${lastName}${firstName}`;
  return `${firstName} ${lastName}`.trim();
}

/** Forms in this language ask for the family name first. */
export function asksFamilyNameFirst(): boolean {
  return /^(zh|ja)\b/.test(getLocale());
}
