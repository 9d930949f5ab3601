/** What a citizen can do with an answer: say whether it helped, copy it, hear it. */
import { iconButton, make } from "./dom.js";
import { replyText } from "./reply.js";
import { canSpeak, speak } from "./speech.js";

const MOST_COMMENT = 500;

/**
 * @param {object} turn
 * @param {{t: object, session: Session, say: (words: string) => void}} context
 */
export function ratingView(turn, { t, session, say }) {
  const { reply } = turn;
  const send = (feedback) => session.call("feedback", { method: "POST", body: { turn: turn.seq, ...feedback } });
  const more = make("div");
  const invite = (vote) => more.replaceChildren(
    ...(vote ? [commentForm(t, (comment) => send({ vote, comment }), say)] : []));
  const copy = () => navigator.clipboard.writeText(replyText(reply)).then(() => say(t.copied), () => say(t.failed));
  const aloud = () => speak(reply.spoken, reply.lang);
  return make("div", { class: "rating" },
    make("div", { class: "tools" },
      thumbs(turn.vote ?? null, t, send, say, invite),
      iconButton("copy", t.copy, copy),
      canSpeak && reply.spoken ? iconButton("sound", t.readAloud, aloud) : null),
    more);
}

/** Two buttons, of which one may be pressed; a vote that does not arrive is taken back. */
function thumbs(vote, t, send, say, onvote) {
  const names = { up: t.helpful, down: t.notHelpful };
  const buttons = Object.entries(names).map(([way, name]) => iconButton(way, name, () => rate(way)));
  const mark = (way) => {
    vote = way;
    Object.keys(names).forEach((each, at) => buttons[at].setAttribute("aria-pressed", each === vote));
  };
  async function rate(way) {
    const before = vote;
    mark(vote === way ? null : way);
    try {
      await send({ vote });
      onvote(vote);
      if (vote) say(t.thanks);
    } catch {
      mark(before);
      say(t.failed);
    }
  }
  mark(vote);
  return buttons;
}

/** A comment on a vote, of which nothing has to be said. */
function commentForm(t, send, say) {
  const field = make("textarea", { rows: 2, maxlength: MOST_COMMENT });
  const form = make("form", { class: "comment", onsubmit: submit },
    make("label", {}, t.comment, field), make("button", {}, t.sendComment));
  async function submit(event) {
    event.preventDefault();
    if (!field.value.trim()) return;
    try {
      await send(field.value.trim());
      form.closest(".rating").querySelector("[aria-pressed=true]")?.focus();
      form.remove();
      say(t.thanks);
    } catch {
      say(t.failed);
    }
  }
  return form;
}
