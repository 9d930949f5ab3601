/** Where the citizen writes: the field with its suggestions, a counter near the limit, speech, and the send button. */
import { iconButton, make } from "./dom.js";
import { canListen, listen } from "./speech.js";
import { tabStorage } from "./storage.js";
import { Suggestions } from "./suggestions.js";

const DRAFT = "draft";
const COUNTED_FROM = 0.9; // of the longest text allowed

export class Composer {
  most = 1000;

  /**
   * @param {{t: object, transport: Transport, preferences: Preferences, onsend: (text: string) => void,
   *   say: (words: string) => void}} context
   */
  constructor({ t, transport, preferences, onsend, say }) {
    Object.assign(this, { t, preferences, onsend, say });
    this.input = make("input", {
      id: "question", type: "text", autocomplete: "off", enterkeyhint: "send", placeholder: t.placeholder,
      "aria-label": t.input, "aria-describedby": "counter", oninput: () => this.#changed(),
    });
    this.input.value = tabStorage.get(DRAFT, "");
    this.suggestions = new Suggestions(this.input, {
      t, transport, isWanted: () => preferences.get("suggestions"), onpick: (text) => this.#send(text),
    });
    this.counter = make("p", { id: "counter", class: "counter", role: "status" });
    this.mic = iconButton("mic", t.speak, () => this.#dictate(), { hidden: true });
    this.element = make("form", { class: "composer", onsubmit: (event) => this.#submit(event) },
      this.suggestions.element, this.counter,
      make("div", { class: "field" }, this.input, this.mic,
        iconButton("send", t.send, null, { type: "submit", class: "icon primary" })));
    this.refresh();
  }

  /** Takes over what the citizen prefers. */
  refresh() {
    this.mic.hidden = !(canListen && this.preferences.get("dictation"));
  }

  /** Puts words into the field, to be sent or changed. */
  write(words) {
    this.input.value = words;
    this.#changed();
  }

  focus() {
    this.input.focus({ preventScroll: true });
  }

  #submit(event) {
    event.preventDefault();
    const text = this.input.value.trim();
    if (text && text.length <= this.most) this.#send(text);
  }

  #send(text) {
    this.suggestions.close();
    this.write("");
    this.onsend(text);
  }

  #changed() {
    tabStorage.set(DRAFT, this.input.value || null);
    const left = this.most - this.input.value.trim().length;
    const isTooLong = left < 0;
    this.counter.textContent = isTooLong ? this.t.tooLong(-left)
      : left <= this.most * (1 - COUNTED_FROM) ? this.t.left(left) : "";
    this.input.setAttribute("aria-invalid", isTooLong);
  }

  #dictate() {
    if (this.listening) return this.listening.stop();
    const stop = () => {
      this.listening = null;
      this.mic.setAttribute("aria-pressed", "false");
      this.focus();
    };
    this.listening = listen(this.t.lang, (words) => this.write(words), stop);
    this.mic.setAttribute("aria-pressed", "true");
    this.say(this.t.listening);
  }
}
