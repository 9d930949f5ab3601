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
  let vote = turn.vote ?? null;
  const thumbs = ["up", "down"].map((way) => iconButton(way, way === "up" ? t.helpful : t.notHelpful, rate(way)));
  const mark = () => thumbs.forEach((thumb, at) => thumb.setAttribute("aria-pressed", vote === ["up", "down"][at]));
  mark();

  function rate(way) {
    return async () => {
      const before = vote;
      vote = vote === way ? null : way;
      mark();
      try {
        await send({ vote });
        more.replaceChildren(...(vote ? [commentForm(t, (comment) => send({ vote, comment }), say)] : []));
        if (vote) say(t.thanks);
      } catch {
        vote = before;
        mark();
        say(t.failed);
      }
    };
  }

  const copy = async () => navigator.clipboard.writeText(replyText(reply)).then(() => say(t.copied), () => say(t.failed));
  const aloud = () => speak(reply.spoken || replyText(reply), reply.lang);
  return make("div", { class: "rating" },
    make("div", { class: "tools" }, thumbs, iconButton("copy", t.copy, copy),
      canSpeak && reply.spoken ? iconButton("sound", t.readAloud, aloud) : null),
    more);
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
