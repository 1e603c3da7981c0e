import { m } from '$lib/paraglide/messages';
import type { Problem } from './names';
import { problemInWords, sentences } from './problem-words';

/**
 * A refusal of the server, or of the network on the way to it, as something that can be thrown. All that the dashboard shows
 * of it is in the reader's language from here on.
 */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    const words = problemInWords(problem);
    super(words.detail);
    this.name = 'ProblemError';
    this.problem = words;
  }

  get code(): string {
    return this.problem.code;
  }
}

/** What people read when no answer came at all. */
export function unreachable(): Problem {
  return {
    type: 'about:blank',
    title: m.api_unreachable(),
    status: 0,
    detail: m.api_unreachable_detail(),
    code: 'unreachable'
  };
}

/** Turns whatever was thrown into a problem that can be shown. */
export function problemOf(thrown: unknown): Problem {
  if (thrown instanceof ProblemError) return thrown.problem;
  if (thrown instanceof TypeError) return unreachable();
  return {
    type: 'about:blank',
    title: m.api_unexpected(),
    status: 0,
    detail: thrown instanceof Error ? thrown.message : String(thrown),
    code: 'unexpected'
  };
}

/** Says whether a body is a problem document; a proxy between us and the server may answer anything. */
export function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'code' in body && 'detail' in body;
}

/** The problem that stands for an answer without a readable problem document. */
export function problemOfStatus(status: number): Problem {
  return {
    type: 'about:blank',
    title: m.api_unexplained({ status }),
    status,
    detail: m.api_unexplained_detail({ status }),
    code: 'unexplained'
  };
}

/**
 * The faults of a problem by JSON pointer (RFC 6901). Two faults at one field become one text, since a
 * field has room for one.
 */
export function faultsByPointer(problem: Problem): ReadonlyMap<string, string> {
  const faults = new Map<string, string>();
  for (const { pointer, detail } of problem.errors ?? []) {
    const earlier = faults.get(pointer);
    faults.set(pointer, sentences(earlier ? [earlier, detail] : [detail]));
  }
  return faults;
}
