import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'svelte/compiler';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const web = fileURLToPath(new URL('../..', import.meta.url));
const source = join(web, 'src');
const catalogues = join(web, 'messages');
const settings = JSON.parse(readFileSync(join(web, 'project.inlang/settings.json'), 'utf8')) as { locales: string[] };

/** Sources that people write: what is generated from the catalogue or the API names every key and many words. */
const sources = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter(
    (path) => /\.(svelte|ts)$/.test(path) && !path.startsWith(join('lib', 'paraglide')) && !path.endsWith('.d.ts')
  )
  .map((path) => ({ path, text: readFileSync(join(source, path), 'utf8') }));

/** Attributes of elements that people read or hear. */
const readAttributes = new Set([
  'alt',
  'aria-description',
  'aria-label',
  'aria-placeholder',
  'aria-roledescription',
  'aria-valuetext',
  'label',
  'placeholder',
  'title'
]);
/** Props of components that choose or set up something. What any other prop says is read. */
const silentProps = new Set([
  'align',
  'back',
  'class',
  'kind',
  'of',
  'pointer',
  'position',
  'side',
  'size',
  'theme',
  'tone'
]);
/** These elements hold code, which is the same in every language. */
const codeElements = new Set(['code', 'kbd', 'pre', 'style']);
/** Words that are the same in every language. */
const exceptions = [
  /\bCauseway\b/g, // the brand
  /\bSamsung Internet\b/g, // a browser
  /\bhttps?:\/\/\S*/g, // addresses
  /\b(GET|POST|HTTP)\b/g // the protocol
];
/** Code that says something to developers only: samples of a shell's commands, values for tests, what can't happen. */
const silentFiles = new Set([
  'lib/api/defaults.ts',
  'lib/api/samples.ts',
  'lib/channel/curl.ts',
  'lib/delivery/curl.ts',
  'lib/realtime/event.ts'
]);

interface Node {
  type: string;
  [field: string]: unknown;
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value;
const nodesOf = (value: unknown): Node[] => (Array.isArray(value) ? value : [value]).filter(isNode);

const withoutExceptions = (text: string) => exceptions.reduce((rest, exception) => rest.replace(exception, ''), text);
const hasWord = (text: string) => /\p{L}{2}/u.test(withoutExceptions(text));
/** A capital and several words: what else code holds as text, such as class names and keys of a keyboard, doesn't look like that. */
const isPhrase = (text: string) => /^\s*\p{Lu}\p{Ll}*\P{L}*\s\p{L}/u.test(withoutExceptions(text));

/** The texts that an expression may come to, as far as they stand in it. */
function literals(expression: Node): string[] {
  switch (expression.type) {
    case 'Literal':
      return typeof expression['value'] === 'string' ? [expression['value']] : [];
    case 'TemplateLiteral':
      return nodesOf(expression['quasis']).map((quasi) => (quasi['value'] as { cooked: string }).cooked);
    case 'ConditionalExpression':
      return [...nodesOf(expression['consequent']), ...nodesOf(expression['alternate'])].flatMap(literals);
    case 'LogicalExpression':
    case 'BinaryExpression':
      return /^(\+|\|\||&&|\?\?)$/.test(String(expression['operator']))
        ? [...nodesOf(expression['left']), ...nodesOf(expression['right'])].flatMap(literals)
        : [];
    case 'ArrayExpression':
      return nodesOf(expression['elements']).flatMap(literals);
    case 'ObjectExpression':
      return nodesOf(expression['properties']).flatMap((property) => {
        const name = String((property['key'] as Node | undefined)?.['name']);
        return silentProps.has(name) ? [] : nodesOf(property['value']).flatMap(literals);
      });
    default:
      return [];
  }
}

/** Everything that a component says by itself: texts, and values of what people read or hear. */
function wordsOf(node: Node, isComponent = false): string[] {
  switch (node.type) {
    case 'Text':
      return [String(node['data'])];
    case 'ExpressionTag':
      return nodesOf(node['expression']).flatMap(literals);
    case 'Attribute': {
      const name = String(node['name']);
      const isRead =
        readAttributes.has(name) || (isComponent && !silentProps.has(name) && !/^(data-|aria-|on)/.test(name));
      return isRead ? nodesOf(node['value']).flatMap((value) => wordsOf(value)) : [];
    }
    case 'RegularElement':
      if (codeElements.has(String(node['name'])))
        return nodesOf(node['attributes']).flatMap((attribute) => wordsOf(attribute));
  }
  const component = node.type === 'Component' || node.type === 'SvelteComponent';
  const parts = [
    'fragment',
    'nodes',
    'attributes',
    'body',
    'consequent',
    'alternate',
    'fallback',
    'pending',
    'then',
    'catch'
  ];
  return parts.flatMap((part) => nodesOf(node[part]).flatMap((child) => wordsOf(child, component)));
}

/** Every text in the code of a file, and of a component in its scripts. */
function textsInCode(path: string, text: string): string[] {
  const code = path.endsWith('.svelte')
    ? [...text.matchAll(/<script[^>]*>(.*?)<\/script>/gs)].map(([, script = '']) => script).join('\n')
    : text;
  const texts: string[] = [];
  const visit = (node: ts.Node) => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddle(node) || ts.isTemplateTail(node))
      texts.push(node.text);
    if (!ts.isImportDeclaration(node)) ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, code, ts.ScriptTarget.Latest));
  return texts;
}

type Variants = { declarations?: string[]; selectors?: string[]; match: Record<string, string> };
type Message = string | [Variants];

const textOf = (locale: string) => readFileSync(join(catalogues, `${locale}.json`), 'utf8');
const catalogueOf = (locale: string) => JSON.parse(textOf(locale)) as Record<string, Message>;

const patternsOf = (message: Message): string[] =>
  typeof message === 'string' ? [message] : Object.values(message[0].match);

/** What a message is given: all of it, and what its text shows; and how the text is marked. */
function inputsOf(message: Message): { all: string[]; shown: string[]; marks: string[] } {
  const declarations = typeof message === 'string' ? [] : (message[0].declarations ?? []);
  const declared = declarations.flatMap((declaration) => /^input (\w+)$/.exec(declaration)?.[1] ?? []);
  const locals = new Map(
    declarations.flatMap((declaration) =>
      [...declaration.matchAll(/^local (\w+) = (\w+):/g)].map(([, local = '', input = '']) => [local, input] as const)
    )
  );
  const found = (pattern: RegExp) =>
    patternsOf(message).flatMap((text) => [...text.matchAll(pattern)].map(([, name = '']) => name));
  const shown = found(/(?<!\\)\{(\w+)\}/g).map((name) => locals.get(name) ?? name);
  const marks = found(/(?<!\\)\{#(\w+)[^}]*\}/g);
  const distinct = (names: string[]) => [...new Set(names)].sort();
  return { all: distinct([...declared, ...shown]), shown: distinct(shown), marks: distinct(marks) };
}

const english = catalogueOf('en');
const keys = Object.keys(english);
const translated = settings.locales.filter((locale) => locale !== 'en');

describe('words that people see or hear', () => {
  it('stand in no component', () => {
    const components = sources.filter(({ path }) => path.endsWith('.svelte'));
    expect(components.length).toBeGreaterThan(60);
    const found = components.flatMap(({ path, text }) =>
      wordsOf(parse(text, { modern: true }).fragment as unknown as Node)
        .filter(hasWord)
        .map((words) => `${path}: ${words.trim()}`)
    );
    expect(found).toEqual([]);
  });

  it('stand in no code', () => {
    const found = sources
      .filter(({ path }) => !path.endsWith('.test.ts') && !silentFiles.has(path.replaceAll('\\', '/')))
      .flatMap(({ path, text }) =>
        textsInCode(path, text)
          .filter(isPhrase)
          .map((phrase) => `${path}: ${phrase.trim()}`)
      );
    expect(found).toEqual([]);
  });
});

describe('the catalogue', () => {
  it.each(settings.locales)('has each key once and in order in %s', (locale) => {
    // As they are written: of a key that is there twice, a parser keeps one.
    const written = [...textOf(locale).matchAll(/^ {2}"(\w+)":/gm)].map(([, key = '']) => key);
    expect(written).toEqual([...new Set(written)].sort());
    expect(written).toEqual(keys);
  });

  it('has every key that is used, and none that isn’t', () => {
    const users = sources.filter(({ text }) => text.includes(`from '$lib/paraglide/messages'`));
    const used = new Set(users.flatMap(({ text }) => [...text.matchAll(/\bm\.(\w+)/g)].map(([, key = '']) => key)));
    expect(
      [...used].filter((key) => !keys.includes(key)),
      'used, but missing'
    ).toEqual([]);
    expect(
      keys.filter((key) => !used.has(key)),
      'never used'
    ).toEqual([]);
  });

  it.each(settings.locales)('is whole in %s: what depends on a value has words for any other', (locale) => {
    for (const [key, message] of Object.entries(catalogueOf(locale))) {
      expect(
        patternsOf(message).filter((text) => text.trim() === ''),
        key
      ).toEqual([]);
      if (typeof message === 'string') continue;
      const rest = Object.keys(message[0].match).filter((match) =>
        match.split(',').every((part) => /=(\*|other)$/.test(part.trim()))
      );
      expect(rest, key).toHaveLength(1);
    }
  });

  it.each(translated)('takes the same in %s', (locale) => {
    const translation = catalogueOf(locale);
    for (const [key, message] of Object.entries(english)) {
      const [here, there] = [inputsOf(translation[key]!), inputsOf(message)];
      expect({ shown: here.shown, marks: here.marks }, key).toEqual({ shown: there.shown, marks: there.marks });
      // What only chooses between words of English, another language may not need.
      expect(
        here.all.filter((input) => !there.all.includes(input)),
        key
      ).toEqual([]);
    }
  });
});
