/** What the widget keeps in the browser: JSON values under "missi." keys. */

const PREFIX = "missi.";

/** Tells of a change with an event named by the key; its `detail` says whether another tab made it. */
class Storage extends EventTarget {
  #memory = new Map(); // where the browser refuses to keep anything, things last as long as the page
  #kept;

  /** @param {() => globalThis.Storage} kept  gives the browser's storage, or raises where that is forbidden */
  constructor(kept) {
    super();
    this.#kept = kept;
    addEventListener("storage", ({ key }) => {
      if (key?.startsWith(PREFIX)) this.#tell(key.slice(PREFIX.length), true);
    });
  }

  /** The value kept, or `otherwise` when there is none that can be read. */
  get(key, otherwise = null) {
    if (this.#memory.has(key)) return this.#memory.get(key) ?? otherwise;
    try {
      return JSON.parse(this.#kept().getItem(PREFIX + key)) ?? otherwise;
    } catch {
      return otherwise;
    }
  }

  /** Keeps a value; null forgets it. */
  set(key, value) {
    try {
      if (value === null) this.#kept().removeItem(PREFIX + key);
      else this.#kept().setItem(PREFIX + key, JSON.stringify(value));
    } catch {
      this.#memory.set(key, value);
    }
    this.#tell(key, false);
  }

  #tell(key, isForeign) {
    this.dispatchEvent(new CustomEvent(key, { detail: isForeign }));
  }
}

/** Shared by all tabs of a site. */
export const storage = new Storage(() => localStorage);

/** Of this tab alone; outlives a reload. */
export const tabStorage = new Storage(() => sessionStorage);

/** Runs `task` in one tab at a time, where the browser can tell. */
export function alone(name, task) {
  return navigator.locks ? navigator.locks.request(PREFIX + name, task) : task();
}
