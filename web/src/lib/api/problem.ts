import type { Problem } from './names';

/** A refusal of the server, or of the network on the way to it, as something that can be thrown. */
export class ProblemError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail || problem.title);
    this.name = 'ProblemError';
  }

  get code(): string {
    return this.problem.code;
  }
}

/** What people read when no answer came at all. */
export function unreachable(): Problem {
  return {
    type: 'about:blank',
    title: 'Causeway can’t be reached',
    status: 0,
    detail: 'The server did not answer. Check your connection and try again.',
    code: 'unreachable'
  };
}

/** Turns whatever was thrown into a problem that can be shown. */
export function problemOf(thrown: unknown): Problem {
  if (thrown instanceof ProblemError) return thrown.problem;
  if (thrown instanceof TypeError) return unreachable();
  return {
    type: 'about:blank',
    title: 'Something went wrong on this page',
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
    title: `The server answered ${status}`,
    status,
    detail: `The server answered with status ${status} and gave no reason.`,
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
    faults.set(pointer, earlier ? `${earlier} ${sentence(detail)}` : sentence(detail));
  }
  return faults;
}

function sentence(detail: string): string {
  const text = detail.charAt(0).toUpperCase() + detail.slice(1);
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}
