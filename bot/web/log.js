/** The conversation as the citizen sees and hears it: a live log that tells each answer once. */
import { make } from "./dom.js";
import { ratingView } from "./rating.js";
import { replyView } from "./reply.js";

const UNRATED = new Set(["smalltalk", "error"]);

export class Log {
  #turns = make("div", { class: "turns" });

  /** @param {object} context  what replies and ratings need: t, base, favorites, session, say, onchoose */
  constructor(context) {
    this.context = context;
    const { t } = context;
    this.intro = make("div", { class: "intro" });
    this.live = make("div", { role: "log", "aria-live": "polite", "aria-label": t.conversation }, this.#turns);
    this.typing = make("div", { class: "typing", hidden: true, "aria-hidden": "true" }, [1, 2, 3].map(() => make("i")));
    this.element = make("div", { class: "log", tabindex: 0, },
      this.intro, this.live, this.typing);
  }

  /** Shows the citizen's words at once, before the server has them. */
  paint({ id, text }) {
    if (this.#find(`[data-id="${id}"]`)) return;
    const turn = make("div", { class: "turn pending", "data-id": id }, this.#question(text));
    this.#turns.append(turn);
    this.#scrollTo(turn);
  }

  /** Shows a turn; only a new one is announced. */
  show(turn, isNew) {
    if (this.#find(`[data-seq="${turn.seq}"]`)) return;
    if (!isNew) this.#beQuiet();
    const painted = turn.id && this.#find(`[data-id="${turn.id}"]`);
    const { question } = turn;
    const element = painted || make("div", { class: "turn" }, question?.text && this.#question(question.text));
    if (painted) element.querySelector("p").textContent = question.text; // as it is kept: perhaps masked
    element.classList.remove("pending");
    element.dataset.seq = turn.seq;
    const later = Array.from(this.#turns.children).find((other) =>
      other !== element && (Number(other.dataset.seq) > turn.seq || (!painted && other.matches(".pending"))));
    if (!painted || later) this.#turns.insertBefore(element, later ?? null);
    element.append(replyView(turn.reply, this.context));
    this.#scrollTo(element);
    const isRated = Number.isInteger(turn.seq) && !UNRATED.has(turn.reply.outcome); // one that is not kept is not
    if (isRated) requestAnimationFrame(() => element.append(this.#rating(turn)));
  }

  /** Marks the messages that still wait, and drops those that another tab took back. */
  keep(ids, words) {
    for (const turn of this.#turns.querySelectorAll(".pending")) {
      if (!ids.has(turn.dataset.id)) turn.remove();
      else turn.querySelector(".state").textContent = words;
    }
  }

  /** A line between turns, such as that a new conversation began. */
  divide(words) {
    this.#turns.insertBefore(make("p", { class: "divider" }, words), this.#find(".pending"));
    for (const turn of this.#turns.querySelectorAll("[data-seq]")) delete turn.dataset.seq;
  }

  clear() {
    this.#turns.replaceChildren();
  }

  /** What was said before is not announced again. */
  #beQuiet() {
    this.live.setAttribute("aria-live", "off");
    requestAnimationFrame(() => this.live.setAttribute("aria-live", "polite"));
  }

  #find(selector) {
    return this.#turns.querySelector(selector);
  }

  /** The citizen's own words; they are not read back to them. */
  #question(text) {
    const { t } = this.context;
    return make("div", { class: "question", "aria-live": "off" },
      make("span", { class: "unseen" }, t.youSaid), make("p", {}, text), make("span", { class: "state" }));
  }

  /** Buttons come after the answer and quietly, so that only the answer is announced. */
  #rating(turn) {
    return make("div", { "aria-live": "off" }, ratingView(turn, this.context));
  }

  /** Brings the beginning of a turn to the top, so that a long answer is read from where it starts. */
  #scrollTo(turn) {
    turn.scrollIntoView({ block: "start" });
  }
}
