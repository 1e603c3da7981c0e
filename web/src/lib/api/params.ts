import { isolated } from '$lib/ui/bidi';
import { formatLocale, numberInWords } from '$lib/ui/number';
import { momentInSentence, readerHere } from '$lib/ui/time';

type Values = Readonly<Record<string, unknown>>;

/** A parameter isn't there, or isn't what the dashboard takes it for. */
export class OtherParams extends Error {}

/** The parameters of a code, each read as what it should be. */
export class Params {
  readonly #values: Values;

  constructor(values: Values) {
    this.#values = values;
  }

  has(name: string): boolean {
    return (this.#values[name] ?? null) !== null;
  }

  number(name: string): number {
    const value = this.#values[name];
    if (typeof value !== 'number') throw new OtherParams(name);
    return value;
  }

  text(name: string): string {
    const value = this.#values[name];
    if (typeof value !== 'string') throw new OtherParams(name);
    return isolated(value);
  }

  texts(name: string): string[] {
    return this.#list(name).map((entry) => isolated(String(entry)));
  }

  /** A list of things that have parameters of their own. */
  each(name: string): Params[] {
    return this.#list(name).map((entry) => new Params(Object(entry) as Values));
  }

  amount(name: string): string {
    return numberInWords(this.number(name));
  }

  percent(name: string): string {
    return new Intl.NumberFormat(formatLocale(), { style: 'percent' }).format(this.number(name) / 100);
  }

  moment(name: string): string {
    const at = Date.parse(this.text(name));
    if (Number.isNaN(at)) throw new OtherParams(name);
    return momentInSentence(at, Date.now(), readerHere());
  }

  /** What the table has for this parameter, or else `other`; without that, the parameter has to be one that it knows. */
  among<T>(name: string, table: Readonly<Record<string, T>>, other?: T): T {
    const value = this.text(name);
    const found = Object.hasOwn(table, value) ? table[value] : other;
    if (found === undefined) throw new OtherParams(name);
    return found;
  }

  #list(name: string): unknown[] {
    const value = this.#values[name];
    if (!Array.isArray(value)) throw new OtherParams(name);
    return value;
  }
}

/** The words for a code and its parameters. None for a code, or for parameters, of a newer server. */
export function wordsOf(
  table: Readonly<Record<string, (params: Params) => string>>,
  { code, params = {} }: { code: string; params?: Values | undefined }
): string | undefined {
  const words = Object.hasOwn(table, code) ? table[code] : undefined;
  try {
    return words?.(new Params(params));
  } catch (thrown) {
    if (thrown instanceof OtherParams) return undefined;
    throw thrown;
  }
}
