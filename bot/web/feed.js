/**
 * What the server tells by itself: turns of another tab, typing, notices. Listens to its stream of events; polls where
 * a proxy holds the stream back.
 */
import { Backoff } from "./transport.js";

const FIRST_WORD_MS = 5_000; // the server greets a new stream at once
const SILENCE_MS = 40_000; // it sends a heartbeat every 15 s
const POLL_MS = 3_000;

/** Tells "turn", "typing", "notice", "person", "deleted" with the server's data; "open" when it listens (again). */
export class Feed extends EventTarget {
  #stopping = null;

  constructor(session, conversation) {
    super();
    this.session = session;
    this.conversation = conversation;
  }

  start() {
    if (this.#stopping || !this.session.token) return;
    this.#stopping = new AbortController();
    this.#run(this.#stopping.signal);
  }

  stop() {
    this.#stopping?.abort();
    this.#stopping = null;
  }

  async #run(signal) {
    const backoff = new Backoff();
    let isHeldBack = false;
    while (!signal.aborted && this.session.token) {
      try {
        if (isHeldBack) await this.#poll();
        else isHeldBack = !(await this.#listen(signal, () => backoff.reset()));
      } catch {
        if (!signal.aborted) await backoff.wait(); // the server is away, or the network is
      }
    }
    if (this.#stopping?.signal === signal) this.#stopping = null;
  }

  async #poll() {
    await this.conversation.catchUp();
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }

  /** Listens until the stream ends or falls silent; false when nothing ever came through. */
  async #listen(signal, onopen) {
    const silence = new AbortController();
    const stop = () => silence.abort();
    let timer = setTimeout(stop, FIRST_WORD_MS);
    let heard = false;
    signal.addEventListener("abort", stop, { once: true });
    try {
      const path = `events?after=${this.conversation.last}`;
      const response = await this.session.fetch(path, { accept: "text/event-stream", signal: silence.signal });
      for await (const block of blocks(response.body)) {
        clearTimeout(timer);
        timer = setTimeout(stop, SILENCE_MS);
        if (!heard) this.dispatchEvent(new Event("open"));
        heard = true;
        onopen();
        this.#tell(block);
      }
    } catch (error) {
      if (!silence.signal.aborted) throw error;
    } finally {
      clearTimeout(timer);
    }
    return heard || signal.aborted;
  }

  #tell(block) {
    const field = (name) => block.match(new RegExp(`^${name}: ?(.*)$`, "m"))?.[1];
    const name = field("event");
    if (name) this.dispatchEvent(new CustomEvent(name, { detail: JSON.parse(field("data") || "{}") }));
  }
}

/** The blocks of an event stream, each up to its empty line. */
async function* blocks(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (let { value, done } = await reader.read(); !done; { value, done } = await reader.read()) {
    const parts = (rest + value).replaceAll("\r\n", "\n").split("\n\n");
    rest = parts.pop();
    yield* parts;
  }
}
