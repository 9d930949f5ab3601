/** Services a citizen keeps: cards in the browser, no account. Importable on its own by any page. */
import { storage } from "./storage.js";

const KEY = "favorites";

/** Tells "change" when they differ, also by another tab. */
export class Favorites extends EventTarget {
  constructor() {
    super();
    storage.addEventListener(KEY, () => this.dispatchEvent(new Event("change")));
  }

  /** The cards kept, oldest first. */
  list() {
    return storage.get(KEY, []);
  }

  /** @param {string} record  id of a record, such as "service:dl-renew" */
  has(record) {
    return this.list().some((card) => card.record === record);
  }

  /** Keeps a card, or lets it go when it was kept; returns whether it is kept now. */
  toggle(card) {
    const had = this.has(card.record);
    const others = this.list().filter(({ record }) => record !== card.record);
    storage.set(KEY, had ? others : [...others, card]);
    return !had;
  }
}
