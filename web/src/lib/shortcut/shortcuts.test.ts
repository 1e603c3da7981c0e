import { describe, expect, it } from 'vitest';
import { sampleStorage } from '$lib/api/samples';
import { actionNames, actions } from './actions';
import { keyOf, labelOf, type Key } from './key';
import { Shortcuts } from './shortcuts.svelte';

const press = (code: string, key: string, shiftKey = false) => ({ code, key, shiftKey });

describe('a pressed key', () => {
  const shortcuts = new Shortcuts(sampleStorage());

  it.each([
    ['plain', press('KeyE', 'e'), 'closeEnquiry'],
    ['with Caps Lock', press('KeyE', 'E'), 'closeEnquiry'],
    ['with Shift', press('KeyE', 'E', true), undefined],
    ['on a Russian keyboard', press('KeyJ', 'о'), 'nextEnquiry'],
    ['on a Greek keyboard with Caps Lock', press('KeyP', 'Π'), 'pickUp'],
    ['on a Hebrew keyboard', press('KeyT', 'א'), 'transfer'],
    ['on an Arabic keyboard, as a ligature', press('KeyL', 'م'), 'labels'],
    ['while an input method has it', press('KeyR', 'Process'), 'reply'],
    ['a question mark', press('Slash', '?', true), 'shortcuts'],
    ['a question mark whose Shift was not told', press('Slash', '?'), 'shortcuts'],
    ['a Russian full stop, in the place of the slash', press('Slash', '.'), 'search'],
    ['a German question mark', press('Minus', '?', true), 'shortcuts'],
    ['a German slash', press('Digit7', '/', true), 'search'],
    ['a slash of the number pad', press('NumpadDivide', '/'), 'search'],
    ['z where Germans have it', press('KeyY', 'z'), 'snooze'],
    ['of a screen keyboard without places', press('', 'k'), 'previousEnquiry'],
    ['nothing', press('KeyQ', 'q'), undefined]
  ])('%s', (_, pressed, action) => {
    expect(shortcuts.actionOf(pressed)).toBe(action);
  });
});

describe('a label', () => {
  const french = new Map([
    ['KeyZ', 'w'],
    ['KeyE', 'e'],
    ['Slash', '!']
  ]);
  const russian = new Map([
    ['KeyE', 'у'],
    ['Slash', '.']
  ]);

  it.each([
    [actions.snooze.key, new Map<string, string>(), 'Z'],
    [actions.snooze.key, french, 'W'],
    [actions.closeEnquiry.key, russian, 'У'],
    [actions.search.key, new Map([['Slash', '/']]), '/'],
    [actions.search.key, russian, '.'],
    [actions.shortcuts.key, new Map<string, string>(), '?'],
    [actions.shortcuts.key, new Map([['Slash', '-']]), '⇧ -']
  ] as [Key, Map<string, string>, string][])('of %j is what is printed on the key', (key, layout, label) => {
    expect(labelOf(key, layout)).toBe(label);
  });
});

describe('the keys of actions', () => {
  it('differ', () => {
    const keys = actionNames.map((name) => `${actions[name].key.code} ${actions[name].key.shift}`);
    expect(new Set(keys).size).toBe(actionNames.length);
  });

  it('can be chosen, are kept on the device, and can be reset', () => {
    const storage = sampleStorage();
    const shortcuts = new Shortcuts(storage);
    expect(shortcuts.choose('closeEnquiry', keyOf(press('KeyX', 'x'))!)).toBeNull();
    const later = new Shortcuts(storage);
    expect([later.actionOf(press('KeyX', 'X')), later.actionOf(press('KeyE', 'e'))]).toEqual([
      'closeEnquiry',
      undefined
    ]);
    expect([later.labelOf('closeEnquiry'), later.changed]).toEqual(['X', true]);
    later.reset();
    expect([new Shortcuts(storage).actionOf(press('KeyE', 'e')), later.changed]).toEqual(['closeEnquiry', false]);
  });

  it('are never two actions’', () => {
    const shortcuts = new Shortcuts(sampleStorage());
    expect(shortcuts.choose('closeEnquiry', keyOf(press('KeyP', 'p'))!)).toBe('pickUp');
    expect(shortcuts.actionOf(press('KeyP', 'p'))).toBe('pickUp');
    shortcuts.choose('pickUp', keyOf(press('KeyU', 'u'))!);
    expect(shortcuts.choose('closeEnquiry', keyOf(press('KeyP', 'p'))!)).toBeNull();
    expect(shortcuts.actionOf(press('KeyP', 'p'))).toBe('closeEnquiry');
  });

  it.each(['Enter', 'Space', 'Tab', 'Escape', 'ArrowUp', 'F5', 'ShiftLeft', ''])('are never %s', (code) => {
    expect(keyOf(press(code, code))).toBeNull();
  });

  it.each(['', '{', '[]', 'null', '{"closeEnquiry":{"code":"Enter","character":"","shift":false},"fly":1}'])(
    'survive %j in storage',
    (stored) => {
      const storage = sampleStorage();
      storage.setItem('causeway.shortcuts', stored);
      expect(new Shortcuts(storage).actionOf(press('KeyE', 'e'))).toBe('closeEnquiry');
    }
  );
});
