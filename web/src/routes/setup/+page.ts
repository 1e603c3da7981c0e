import { answer, api } from '$lib/api/client';
import { secureAddress } from '$lib/api/secureAddress';
import { redirect } from '@sveltejs/kit';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, url }) => {
  const { needed, secureUrl } = await answer(api.GET('/api/v1/setup', { fetch }));
  if (!needed) redirect(307, '/login');
  return { token: url.searchParams.get('token'), secureHref: secureAddress(url, secureUrl) };
};
