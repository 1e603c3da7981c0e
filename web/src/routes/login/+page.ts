import { answer, api } from '$lib/api/client';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch }) => {
  // Without the list the form for a password still works, and tells what is wrong.
  const { providers } = await answer(api.GET('/api/v1/auth/single-sign-on', { fetch })).catch(() => ({ providers: [] }));
  return { ways: providers };
};
