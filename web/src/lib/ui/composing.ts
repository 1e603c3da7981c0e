/** What browsers give as `keyCode` to a key that an input method takes. */
const TAKEN_BY_INPUT_METHOD = 229;

/**
 * Whether a key belongs to an input method, so that it must not act on its own: Enter then chooses a word. Most browsers
 * say so by `isComposing`. Safari ends the composition before it tells of the key, and only `keyCode` still says it.
 */
export function isComposing(event: Pick<KeyboardEvent, 'isComposing' | 'keyCode'>): boolean {
  return event.isComposing || event.keyCode === TAKEN_BY_INPUT_METHOD;
}
