import { answer, api } from '$lib/api/client';
import { secureAddress } from '$lib/api/secureAddress';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, url }) => {
  // Without these the form for a password still works, and tells what is wrong; they are asked for again later.
  const [ways, setup] = await Promise.all([
    answer(api.GET('/api/v1/auth/single-sign-on', { fetch })).catch(() => null),
    answer(api.GET('/api/v1/setup', { fetch })).catch(() => null)
  ]);
  return {
    ways: ways?.providers ?? [],
    incomplete: ways === null || setup === null,
    secureHref: secureAddress(url, setup?.secureUrl)
  };
};
