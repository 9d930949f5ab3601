/** What the assistant said in one turn: texts, cards, choices. */
import { cardView } from "./card.js";
import { choicesView } from "./choices.js";
import { make } from "./dom.js";
import { paragraphs } from "./text.js";

/**
 * @param {object} reply  of a turn of the web API
 * @param {{t: object, base: string, favorites: Favorites, onchoose: (option: object) => void}} context
 */
export function replyView(reply, context) {
  const { t, onchoose } = context;
  return make("div", { class: reply.emergency ? "reply emergency" : "reply", lang: reply.lang },
    make("span", { class: "unseen", lang: t.lang }, t.missiSaid),
    make("div", { class: "said" }, (reply.texts ?? []).flatMap((text) => paragraphs(text, t))),
    cards(reply, context),
    choicesView(reply.choices, t.choose, onchoose),
    choicesView(reply.quick_replies, t.choose, onchoose, "quick"));
}

/** The card without a summary that the texts hold already. */
function unsaid(card, texts) {
  return texts.some((text) => text.includes(card.summary)) ? { ...card, summary: "" } : card;
}

/** Several cards lie behind the texts that list them, except in danger. */
function cards({ cards: all = [], texts = [], emergency }, context) {
  const views = all.map((card) => cardView(unsaid(card, texts), context));
  const isList = views.length > 1 && !emergency;
  // The texts are the answer; where there are none, the card is, and is announced.
  return make(isList ? "details" : "div", { class: "cards", "aria-live": texts.length ? "off" : null },
    isList && make("summary", {}, context.t.details(views.length)), views);
}

/** The words of a reply, for copying. */
export function replyText({ texts = [], cards = [] }) {
  const told = (card) => [card.title, card.summary, card.fee, card.phone?.text, card.link?.href, card.source?.url];
  return [...texts, ...cards.flatMap(told)].filter(Boolean).join("\n");
}
