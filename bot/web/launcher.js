/** The button in the corner of the page that opens the panel, with a badge for answers not read yet. */
import { icon, make } from "./dom.js";

export class Launcher {
  #badge = make("span", { class: "badge", hidden: true });
  #unread = 0;

  constructor(t, onopen) {
    this.t = t;
    this.element = make("button", { type: "button", class: "launcher", "aria-haspopup": "dialog", onclick: onopen },
      icon("chat"), make("span", {}, t.open), this.#badge);
  }

  /** One more answer came while the panel was closed. */
  count() {
    this.#show(this.#unread + 1);
  }

  /** @param {boolean} isHidden  whether the panel is open instead */
  hide(isHidden) {
    this.element.hidden = isHidden;
    this.#show(0);
  }

  #show(unread) {
    this.#unread = unread;
    this.#badge.hidden = !unread;
    this.#badge.replaceChildren(
      make("span", { "aria-hidden": "true" }, String(unread)),
      make("span", { class: "unseen" }, `, ${this.t.unread(unread)}`));
  }
}
