/** Shows the citizen what happens to the conversation: words on their way, answers, and what goes wrong. */
import { dangerView, noticeView } from "./notices.js";
import { isWithPerson, personView } from "./people.js";
import { speak } from "./speech.js";

const SLOW_MS = 6_000;

export class Narrator {
  #isReached = true;
  #slow = 0;
  #person = null;

  /**
   * @param {{t: object, exchange: Exchange, log: Log, panel: Panel, launcher: Launcher, composer: Composer,
   *   preferences: Preferences, tell: (name: string, detail: object) => void, onreconnect: () => void}} parts
   * @param {AbortSignal} ending  aborts when the widget leaves the page
   */
  constructor(parts, ending) {
    Object.assign(this, parts);
    const { exchange, log, panel, t } = this;
    const on = (name, react) => exchange.addEventListener(name, ({ detail }) => react(detail));
    on("turn", ({ turn, isNew }) => this.#answer(turn, isNew));
    on("outbox", () => this.#follow());
    on("typing", () => { log.typing.hidden = false; });
    on("waiting", () => this.#lose());
    on("connected", () => this.#reconnect());
    on("refused", (refused) => this.#giveBack(refused));
    on("expired", () => log.divide(t.expired));
    on("restart", () => this.danger?.remove());
    on("clear", () => this.clear());
    on("deleted", () => panel.say(t.deleted));
    on("notice", ({ notice }) => this.notify(notice));
    on("person", (status) => this.#accompany(status));
    addEventListener("offline", () => this.#lose(), { signal: ending });
    this.#follow();
  }

  /** A notice of the state above the conversation, or none any more. */
  notify(notice) {
    const view = noticeView(notice, this.t);
    this.panel.notices.querySelector(".notice:not(.stays)")?.remove();
    if (view) this.panel.notices.prepend(view);
  }

  clear() {
    this.log.clear();
    this.danger?.remove();
    this.#accompany(null);
  }

  /** Whether a person is there, or is waited for. */
  get isWithPerson() {
    return isWithPerson(this.#person);
  }

  #accompany(status) {
    const hadPerson = this.#person?.owner === "agent";
    this.#person = status;
    this.panel.notices.querySelector(".person")?.remove();
    const view = personView(status, this.t);
    if (view) this.panel.notices.append(view);
    else if (hadPerson && status) this.panel.say(this.t.personLeft);
  }

  #answer(turn, isNew) {
    const { reply } = turn;
    const { log, panel, launcher, preferences, t } = this;
    log.show(turn, isNew);
    log.typing.hidden = !this.exchange.outbox.messages.some(({ id }) => id !== turn.id);
    if (reply.emergency) panel.notices.append(this.danger ??= dangerView(t));
    if (!isNew) return;
    if (!panel.isOpen) launcher.count();
    if (preferences.get("readAloud") && reply.spoken) speak(reply.spoken, reply.lang);
    this.tell("answer", { seq: turn.seq, outcome: reply.outcome });
  }

  /** Shows the messages on their way. */
  #follow() {
    const { messages } = this.exchange.outbox;
    const { log, t } = this;
    for (const message of messages) log.paint(message);
    log.keep(new Set(messages.map(({ id }) => id)), this.#isReached ? "" : t.waiting);
    log.typing.hidden = !messages.length || !this.#isReached;
    clearTimeout(this.#slow);
    if (messages.length && this.#isReached) this.#slow = setTimeout(() => this.panel.say(t.slow), SLOW_MS);
  }

  #lose() {
    this.#isReached = false;
    this.panel.say(navigator.onLine ? this.t.reconnecting : this.t.offline, { stays: true });
    this.#follow();
  }

  #reconnect() {
    if (this.#isReached) return;
    this.#isReached = true;
    this.panel.say(this.t.connected);
    this.#follow();
    this.onreconnect();
  }

  /** What the server will not take goes back to be changed. */
  #giveBack({ message, error }) {
    this.panel.say(error.message || this.t.refused);
    if (!message.choice && !this.composer.input.value) this.composer.write(message.text);
    this.tell("error", { code: error.code });
  }
}
