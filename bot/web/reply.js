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
    cards((reply.cards ?? []).map((card) => unsaid(card, reply.texts ?? [])), reply.emergency, context),
    choicesView(reply.choices, t.choose, onchoose),
    choicesView(reply.quick_replies, t.choose, onchoose, "quick"));
}

/** The card without a summary that the texts hold already. */
function unsaid(card, texts) {
  return texts.some((text) => text.includes(card.summary)) ? { ...card, summary: "" } : card;
}

/** Several cards lie behind the texts that list them, except in danger. */
function cards(all, isEmergency, context) {
  const views = all.map((card) => cardView(card, context));
  if (views.length < 2 || isEmergency) return views;
  return make("details", { class: "cards" }, make("summary", {}, context.t.details(views.length)), views);
}

/** The words of a reply, for copying. */
export function replyText({ texts = [], cards = [] }) {
  const told = (card) => [card.title, card.summary, card.fee, card.phone?.text, card.link?.href, card.source?.url];
  return [...texts, ...cards.flatMap(told)].filter(Boolean).join("\n");
}
