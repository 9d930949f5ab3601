/** The citizen's token: made with the first message, kept for all tabs, replaced when the server no longer takes it. */
import { alone, storage } from "./storage.js";
import { Refusal } from "./transport.js";

const KEY = "session";

/** Tells "change" when there is another token or none, and "expired" when the server ended the conversation. */
export class Session extends EventTarget {
  /** @param {AbortSignal} ending  aborts when the widget leaves the page */
  constructor(transport, ending) {
    super();
    this.transport = transport;
    storage.addEventListener(KEY, () => this.#tell("change"), { signal: ending });
  }

  /** The token, or null before the first message. */
  get token() {
    const kept = storage.get(KEY);
    return kept && Date.parse(kept.expires_at) > Date.now() ? kept.token : null;
  }

  /** Makes sure that there is a token; only one tab asks for it. */
  async open() {
    if (this.token) return;
    if (storage.get(KEY)) this.#tell("expired");
    await alone(KEY, async () => {
      if (!this.token) storage.set(KEY, await this.transport.call("sessions", { method: "POST" }));
    });
  }

  /** A call in the citizen's name; a token that the server refuses is forgotten, and the refusal raised. */
  call(path, options) {
    return this.#named((token) => this.transport.call(path, { ...options, token }));
  }

  /** The same for a response that is no JSON. */
  fetch(path, options) {
    return this.#named((token) => this.transport.fetch(path, { ...options, token }));
  }

  forget() {
    storage.set(KEY, null);
  }

  async #named(call) {
    const { token } = this;
    try {
      return await call(token);
    } catch (error) {
      if (error instanceof Refusal && error.status === 401 && token && token === this.token) {
        this.#tell("expired");
        this.forget();
      }
      throw error;
    }
  }

  #tell(name) {
    this.dispatchEvent(new Event(name));
  }
}
