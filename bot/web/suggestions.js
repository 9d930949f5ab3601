/** Questions suggested while typing: a list under the rules of the ARIA combobox pattern, by keyboard or pointer. */
import { make } from "./dom.js";

const PAUSE_MS = 120;
const SHORTEST = 2;

export class Suggestions {
  #active = -1;
  #asking = null;
  #timer = 0;

  /**
   * @param {HTMLInputElement} input
   * @param {{t: object, transport: Transport, isWanted: () => boolean, onpick: (text: string) => void}} context
   */
  constructor(input, { t, transport, isWanted, onpick }) {
    Object.assign(this, { input, transport, isWanted, onpick });
    this.element = make("ul", { id: "suggestions", role: "listbox", "aria-label": t.suggestions, hidden: true });
    for (const [name, value] of Object.entries({
      role: "combobox", "aria-autocomplete": "list", "aria-controls": "suggestions", "aria-expanded": "false",
    })) input.setAttribute(name, value);
    input.addEventListener("input", () => this.#typed());
    input.addEventListener("keydown", (event) => this.#pressed(event));
    input.addEventListener("blur", () => this.close());
  }

  close() {
    clearTimeout(this.#timer);
    this.#asking?.abort();
    this.element.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.#mark(-1);
  }

  #typed() {
    clearTimeout(this.#timer);
    const text = this.input.value.trim();
    if (text.length < SHORTEST || !this.isWanted()) this.close();
    else this.#timer = setTimeout(() => this.#ask(text), PAUSE_MS);
  }

  async #ask(text) {
    this.#asking?.abort();
    this.#asking = new AbortController();
    const { signal } = this.#asking;
    try {
      const path = `suggest?q=${encodeURIComponent(text)}`;
      const { suggestions } = await this.transport.call(path, { signal });
      if (!signal.aborted) this.#show(suggestions);
    } catch {
      this.close(); // suggestions are a help: without them asking works as well
    }
  }

  #show(suggestions) {
    if (!suggestions.length) return this.close();
    this.element.replaceChildren(...suggestions.map(({ text }, at) => make("li", {
      id: `suggestion-${at}`,
      role: "option",
      onpointerdown: (event) => event.preventDefault(), // keeps the focus in the field
      onclick: () => this.#pick(text),
    }, text)));
    this.element.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    this.#mark(-1);
  }

  #pressed(event) {
    if (this.element.hidden || event.isComposing) return;
    const { length } = this.element.children;
    const moves = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in moves) {
      // One place more than there are: the one before the first and after the last is the field itself.
      this.#mark(((this.#active + 1 + moves[event.key] + length + 1) % (length + 1)) - 1);
    } else if (event.key === "Enter" && this.#active >= 0) this.#pick(this.element.children[this.#active].textContent);
    else if (event.key === "Escape") this.close();
    else return;
    event.preventDefault();
  }

  #mark(active) {
    this.#active = active;
    Array.from(this.element.children).forEach((option, at) => option.setAttribute("aria-selected", at === active));
    const option = this.element.children[active];
    if (option) this.input.setAttribute("aria-activedescendant", option.id);
    else this.input.removeAttribute("aria-activedescendant");
    option?.scrollIntoView({ block: "nearest" });
  }

  #pick(text) {
    this.close();
    this.onpick(text);
  }
}
