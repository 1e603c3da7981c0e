/** Somewhere that keeps texts by key. */
export type TextStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** Runs what may fail because this device forbids storage or has no room left. */
function attempt<T>(use: () => T, otherwise: T): T {
  try {
    return use();
  } catch {
    return otherwise;
  }
}

/** What this device keeps between visits. Where it keeps nothing, the page works as if it were the first visit. */
export const deviceStorage: TextStorage = {
  getItem: (key) => attempt(() => localStorage.getItem(key), null),
  setItem: (key, value) => attempt(() => localStorage.setItem(key, value), undefined),
  removeItem: (key) => attempt(() => localStorage.removeItem(key), undefined)
};
