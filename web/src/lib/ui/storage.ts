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

/** What this tab keeps until it is closed. */
export const tabStorage: TextStorage = {
  getItem: (key) => attempt(() => sessionStorage.getItem(key), null),
  setItem: (key, value) => attempt(() => sessionStorage.setItem(key, value), undefined),
  removeItem: (key) => attempt(() => sessionStorage.removeItem(key), undefined)
};

/** Removes everything that this tab keeps under keys that begin with `prefix`, but not with `except`. */
export function forgetInTab(prefix: string, except?: string): void {
  attempt(() => {
    const keys = Array.from({ length: sessionStorage.length }, (_, index) => sessionStorage.key(index));
    for (const key of keys) {
      if (key?.startsWith(prefix) && !(except && key.startsWith(except))) sessionStorage.removeItem(key);
    }
  }, undefined);
}

/** What this device keeps between visits. Where it keeps nothing, the page works as if it were the first visit. */
export const deviceStorage: TextStorage = {
  getItem: (key) => attempt(() => localStorage.getItem(key), null),
  setItem: (key, value) => attempt(() => localStorage.setItem(key, value), undefined),
  removeItem: (key) => attempt(() => localStorage.removeItem(key), undefined)
};
