/** Messages on their way: kept over a reload, sent one after the other in order, and tried again until they arrive. */
import { alone, storage } from "./storage.js";
import { Backoff, isPassing } from "./transport.js";

const KEY = "outbox";

/**
 * Tells "change" when messages were added or left, here or in another tab; "turn" (detail: the turn) when one was
 * answered, "elsewhere" when that may have happened in another tab; "waiting" when it has to be tried again; "refused"
 * (detail: {message, error}) when it never will be taken.
 */
export class Outbox extends EventTarget {
  #sending = null;

  /** @param {AbortSignal} ending  aborts when the widget leaves the page */
  constructor(session, ending) {
    super();
    this.session = session;
    this.ending = ending;
    storage.addEventListener(KEY, ({ detail: isForeign }) => {
      this.#tell("change");
      if (isForeign) this.#tell("elsewhere");
    }, { signal: ending });
  }

  /** @returns {{id: string, text: string, choice?: string}[]} */
  get messages() {
    return storage.get(KEY, []);
  }

  /** Adds the citizen's words, or a choice with the words on its button, and sends what is there. */
  add(text, choice) {
    storage.set(KEY, [...this.messages, { id: newId(), text, choice }]);
    this.send();
  }

  /** Sends all that is there. The server takes a message once, whoever sends it how often. */
  send() {
    this.#sending ??= alone(KEY, () => this.#sendAll()).finally(() => {
      this.#sending = null;
      if (this.messages.length && !this.ending.aborted) this.send(); // added while the last one was leaving
    });
  }

  clear() {
    storage.set(KEY, null);
  }

  async #sendAll() {
    const backoff = new Backoff();
    if (!this.messages.length) this.#tell("elsewhere"); // by whoever had the lock before
    for (let [message] = this.messages; message && !this.ending.aborted; [message] = this.messages) {
      try {
        const turn = await this.#post(message);
        this.#tell("turn", turn);
      } catch (error) {
        if (isPassing(error) || error.status === 401) {
          this.#tell("waiting");
          await backoff.wait(error.wait);
          continue;
        }
        this.#tell("refused", { message, error });
      }
      backoff.reset();
      storage.set(KEY, this.messages.filter(({ id }) => id !== message.id));
    }
  }

  async #post({ id, text, choice }) {
    await this.session.open();
    const body = choice ? { id, choice } : { id, text };
    return (await this.session.call("messages", { method: "POST", body })).turn;
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

/** A random UUID, also on pages without https, where the browser has none to give. */
function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
}
