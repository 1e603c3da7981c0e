/**
 * Where a page should have been opened, if it was opened over http and Causeway's address is https: its cookie is for https alone.
 * Null where all is well.
 */
export function secureAddress(opened: URL, secureUrl: string | null | undefined): string | null {
  if (opened.protocol !== 'http:' || !secureUrl) return null;
  return secureUrl.replace(/\/+$/, '') + opened.pathname + opened.search;
}
