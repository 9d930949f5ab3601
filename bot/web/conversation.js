/** The turns of the conversation as the server tells them, in order and each once, whichever way they come. */

/** Tells "turn" (detail: {turn, isNew}) and "clear". A turn is new unless it was loaded from the past. */
export class Conversation extends EventTarget {
  #seen = new Set();
  #last = 0;
  #unkept = 0;

  constructor(session) {
    super();
    this.session = session;
  }

  get last() {
    return this.#last;
  }

  get isEmpty() {
    return this.#seen.size === 0;
  }

  /** Takes a turn; fetches those before it that were missed, such as one of another tab. */
  async take(told, { isNew = true } = {}) {
    // One that could not be kept has no number: it stands behind the last.
    const turn = told.seq ? told : { ...told, seq: this.#last + ++this.#unkept / 1000 };
    if (this.#seen.has(turn.seq)) return;
    const missed = turn.seq > this.#last + 1 && isNew;
    const after = this.#last;
    this.#seen.add(turn.seq);
    this.#last = Math.max(this.#last, Math.floor(turn.seq));
    this.dispatchEvent(new CustomEvent("turn", { detail: { turn, isNew } }));
    if (missed) await this.catchUp({ after });
  }

  /** Fetches the turns after `after`; same errors as the transport. */
  async catchUp({ after = this.#last, isNew = true } = {}) {
    if (!this.session.token) return;
    const { turns } = await this.session.call(`messages?after=${after}`);
    for (const turn of turns) await this.take(turn, { isNew });
  }

  /** Another conversation begins; what was said may still be read. */
  forget() {
    this.#seen.clear();
    this.#last = 0;
  }

  /** The same, and nothing of it is left. */
  clear() {
    this.forget();
    this.dispatchEvent(new Event("clear"));
  }
}
