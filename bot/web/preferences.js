/** How a citizen likes the widget: kept in the browser, the same in all tabs. */
import { storage } from "./storage.js";

const KEY = "preferences";
const DEFAULTS = { theme: "auto", size: "1", language: "", suggestions: true, readAloud: false, dictation: false };

export class Preferences extends EventTarget {
  constructor() {
    super();
    storage.addEventListener(KEY, () => this.dispatchEvent(new Event("change")));
  }

  /** One of the names above. */
  get(name) {
    return { ...DEFAULTS, ...storage.get(KEY) }[name];
  }

  set(name, value) {
    storage.set(KEY, { ...storage.get(KEY), [name]: value });
  }
}
