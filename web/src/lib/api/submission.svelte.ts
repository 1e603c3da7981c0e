import type { Problem } from './names';
import { faultsByPointer, problemOf } from './problem';
import { sentences } from './problem-words';
import { reconnection } from './reconnection';

/** One form on its way to the server: whether it is under way, and what came back, field by field. */
export class Submission {
  #busy = $state(false);
  #problem = $state.raw<Problem | null>(null);
  /** The fields that can show a fault of their own, as JSON pointers; one that ends with `/*` stands for all below it. */
  readonly #fields: readonly string[];
  readonly #faults = $derived(this.#problem ? faultsByPointer(this.#problem) : new Map<string, string>());

  constructor(fields: readonly string[] = []) {
    this.#fields = fields;
  }

  get busy(): boolean {
    return this.#busy;
  }

  get problem(): Problem | null {
    return this.#problem;
  }

  /** The fault at a field, if there is one. */
  at(pointer: string): string | undefined {
    return this.#faults.get(pointer);
  }

  /** Whether there is a fault at or below a pointer. */
  anyAt(pointer: string): boolean {
    return [...this.#faults.keys()].some((at) => at === pointer || at.startsWith(`${pointer}/`));
  }

  /** What to show above the form: everything that no field shows. */
  get general(): { title: string; detail: string } | null {
    const problem = this.#problem;
    if (!problem) return null;
    const homeless = [...this.#faults].filter(([pointer]) => !this.#shows(pointer));
    if (this.#faults.size > 0 && homeless.length === 0) return null;
    const detail = this.#faults.size > 0 ? sentences(homeless.map(([, fault]) => fault)) : problem.detail;
    return { title: problem.title, detail };
  }

  #shows(pointer: string): boolean {
    return this.#fields.some(
      (field) => field === pointer || (field.endsWith('/*') && pointer.startsWith(field.slice(0, -2)))
    );
  }

  /** Runs `call` unless one is under way; answers its result, or `undefined` when it failed. */
  async run<T>(call: () => Promise<T>): Promise<T | undefined> {
    if (this.#busy) return undefined;
    this.#busy = true;
    this.#problem = null;
    try {
      return await call();
    } catch (thrown) {
      this.#problem = problemOf(thrown);
      return undefined;
    } finally {
      this.#busy = false;
    }
  }

  /** As [`run`], for what only reads: without a connection it is read again once there is one, and the problem shows meanwhile. */
  async read<T>(call: () => Promise<T>): Promise<T | undefined> {
    return this.run(() =>
      reconnection.read(call, (thrown) => {
        this.#problem = problemOf(thrown);
      })
    ).then((result) => {
      if (result !== undefined) this.#problem = null;
      return result;
    });
  }

  forget(): void {
    this.#problem = null;
  }
}
