/** All that passes between the citizen and the server: one conversation, whichever tab and connection it comes by. */
import { Conversation } from "./conversation.js";
import { Feed } from "./feed.js";
import { Outbox } from "./outbox.js";
import { Session } from "./session.js";

/**
 * Tells "turn" (detail: {turn, isNew}), "outbox" when the messages on their way changed, "waiting" when the server
 * cannot be reached, "connected" when it was, "refused", "expired", "restart", "clear", "deleted", "token" when the
 * conversation is another one, and what the feed tells: "typing", "notice", "person".
 */
export class Exchange extends EventTarget {
  #ending = new AbortController();
  #token;

  constructor(transport) {
    super();
    this.session = new Session(transport, this.#ending.signal);
    this.outbox = new Outbox(this.session, this.#ending.signal);
    this.conversation = new Conversation(this.session);
    this.feed = new Feed(this.session, this.conversation);
    this.#token = this.session.token;
    this.#connect();
  }

  /** Asks a question, or takes a choice with the words on its button. */
  ask(text, choice) {
    this.outbox.add(text, choice);
  }

  /** Loads what was said before, and sends what was left over. Same errors as the transport. */
  async resume() {
    if (this.outbox.messages.length) this.outbox.send();
    await this.conversation.catchUp({ isNew: false });
  }

  /** The assistant forgets what was said; the transcript stays. */
  async restart() {
    const { turn } = await this.session.call("restart", { method: "POST" });
    this.dispatchEvent(new Event("restart"));
    await this.conversation.take(turn);
  }

  /** Deletes the conversation on the server, and then here. */
  async remove() {
    if (this.session.token) await this.session.call("conversation", { method: "DELETE" });
    this.outbox.clear();
    this.session.forget();
  }

  /** The conversation as a file. @param {"text"|"html"} format */
  async transcript(format) {
    return (await this.session.fetch(`transcript?format=${format}`)).blob();
  }

  /** The widget leaves the page. */
  end() {
    this.#ending.abort();
    this.feed.stop();
  }

  #connect() {
    const { session, outbox, conversation, feed } = this;
    const pass = (source, name, as = name) =>
      source.addEventListener(name, ({ detail }) => this.dispatchEvent(new CustomEvent(as, { detail })));
    const take = ({ detail }) => conversation.take(detail).catch(() => {}); // what is missing comes with the next turn
    for (const source of [outbox, feed]) source.addEventListener("turn", take);
    pass(conversation, "turn");
    pass(conversation, "clear");
    pass(outbox, "change", "outbox");
    for (const name of ["waiting", "refused"]) pass(outbox, name);
    for (const name of ["notice", "person", "typing"]) pass(feed, name);
    pass(feed, "open", "connected");
    pass(outbox, "turn", "connected");
    feed.addEventListener("deleted", () => session.forget());
    outbox.addEventListener("elsewhere", () => conversation.catchUp().catch(() => {}));
    session.addEventListener("expired", () => this.#expire());
    session.addEventListener("change", () => this.#follow());
  }

  /** The server ended the conversation: its turns stay to be read, and a new one begins. */
  #expire() {
    this.#token = null;
    this.feed.stop();
    this.conversation.forget();
    this.dispatchEvent(new Event("expired"));
  }

  /** Follows to another conversation, begun or deleted here or in another tab. */
  #follow() {
    const { token } = this.session;
    if (token === this.#token) return;
    const wasDeleted = this.#token && !token;
    if (this.#token) this.conversation.clear();
    this.#token = token;
    this.feed.stop();
    if (wasDeleted) this.dispatchEvent(new Event("deleted"));
    this.dispatchEvent(new Event("token"));
  }
}
