import { answer, api } from '$lib/api/client';
import { problemOf } from '$lib/api/problem';
import { error, redirect } from '@sveltejs/kit';
import type { LayoutLoad } from './$types';

export const load: LayoutLoad = async ({ fetch, url }) => {
  try {
    return { me: await answer(api.GET('/api/v1/me', { fetch })) };
  } catch (thrown) {
    const problem = problemOf(thrown);
    if (problem.code !== 'not-signed-in') {
      error(problem.status >= 400 ? problem.status : 503, { message: problem.detail, code: problem.code });
    }
  }
  const { needed } = await answer(api.GET('/api/v1/setup', { fetch }));
  const next = url.pathname + url.search;
  redirect(307, needed ? '/setup' : next === '/' ? '/login' : `/login?next=${encodeURIComponent(next)}`);
};
