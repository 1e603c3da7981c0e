/** A key of the keyboard by its place, which is the same in every layout and with Caps Lock. */
export interface Key {
  /** As `KeyboardEvent.code` names it. */
  code: string;
  /** What it types on the layout on which it was chosen; found by it where a layout has it elsewhere. */
  character: string;
  shift: boolean;
}

/** What is printed on the keys of this keyboard, by code. */
export type Layout = ReadonlyMap<string, string>;

type Pressed = Pick<KeyboardEvent, 'code' | 'key' | 'shiftKey'>;

/** Whether this is the key in its place. */
export function isInPlace(key: Key, pressed: Pressed): boolean {
  return key.code === pressed.code && key.shift === pressed.shiftKey;
}

/** Whether it types the character of the key, wherever it is. Which other keys it takes is the layout's business. */
export function types(key: Key, pressed: Pressed): boolean {
  return key.character === pressed.key;
}

/** Letters, digits and punctuation. Everything else moves the focus, scrolls or acts on a control by itself. */
const ASSIGNABLE =
  /^(?:Key[A-Z]|Digit\d|Slash|Backslash|Period|Comma|Semicolon|Quote|BracketLeft|BracketRight|Minus|Equal|Backquote|Intl\w+)$/;

/** The key that was pressed, if a shortcut may be put on it. */
export function keyOf(pressed: Pressed): Key | null {
  if (!ASSIGNABLE.test(pressed.code)) return null;
  return {
    code: pressed.code,
    character: [...pressed.key].length === 1 ? pressed.key.toLowerCase() : '',
    shift: pressed.shiftKey
  };
}

/** What keys without a letter are called where the layout isn't known: a United States keyboard. */
const printed: Readonly<Record<string, string>> = {
  Slash: '/',
  Backslash: '\\',
  Period: '.',
  Comma: ',',
  Semicolon: ';',
  Quote: "'",
  BracketLeft: '[',
  BracketRight: ']',
  Minus: '-',
  Equal: '=',
  Backquote: '`'
};

/** What people find on the key on their own keyboard. */
export function labelOf({ code, character, shift }: Key, layout: Layout): string {
  const plain = layout.get(code) ?? printed[code] ?? code.replace(/^(?:Key|Digit)/, '');
  const face = plain.toLocaleUpperCase();
  if (!shift) return face;
  // On the layout for which it was made, the character says it best.
  const known = plain === printed[code] && character !== '' && character !== plain;
  return known ? character : `⇧ ${face}`;
}

/** A key as `aria-keyshortcuts` wants it. */
export function spokenOf(key: Key, layout: Layout): string {
  return labelOf({ ...key, shift: false }, layout).replace(/^/, key.shift ? 'Shift+' : '');
}

export function isKey(value: unknown): value is Key {
  if (typeof value !== 'object' || value === null) return false;
  const { code, character, shift } = value as Partial<Key>;
  return (
    typeof code === 'string' && ASSIGNABLE.test(code) && typeof character === 'string' && typeof shift === 'boolean'
  );
}

export function sameKey(one: Key, other: Key): boolean {
  return one.code === other.code && one.shift === other.shift;
}
