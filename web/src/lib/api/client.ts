import createClient, { type Middleware } from 'openapi-fetch';
import type { paths } from './schema';
import { ProblemError, isProblem, problemOfStatus, unreachable } from './problem';

type SignedOutListener = () => void;

const signedOutListeners = new Set<SignedOutListener>();

/** Calls `listener` whenever the server says that nobody is signed in any more. */
export function onSignedOut(listener: SignedOutListener): () => void {
  signedOutListeners.add(listener);
  return () => signedOutListeners.delete(listener);
}

const watchForSignOut: Middleware = {
  async onResponse({ response }) {
    if (response.status !== 401) return;
    const body: unknown = await response
      .clone()
      .json()
      .catch(() => undefined);
    if (isProblem(body) && body.code === 'not-signed-in') signedOutListeners.forEach((listener) => listener());
  }
};

export const api = createClient<paths>({ baseUrl: '/' });
api.use(watchForSignOut);

export type Api = typeof api;

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The body of a successful answer; anything else is thrown as a [`ProblemError`]. */
export async function answer<T>(call: Promise<Answer<T>>): Promise<T> {
  return (await answerWithHeaders(call)).data;
}

/** As [`answer`], with the headers, for lists that say where the event stream stood when they were read. */
export async function answerWithHeaders<T>(call: Promise<Answer<T>>): Promise<{ data: T; headers: Headers }> {
  let result: Answer<T>;
  try {
    result = await call;
  } catch {
    throw new ProblemError(unreachable());
  }
  const { data, error, response } = result;
  if (response.ok) return { data: data as T, headers: response.headers };
  throw new ProblemError(isProblem(error) ? error : problemOfStatus(response.status));
}

/** The header that lets a change through only if nobody else made one since `version` was read. */
export function ifMatch(version: number): string {
  return `"${version}"`;
}
