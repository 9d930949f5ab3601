/** What the assistant said in one turn: texts, cards, choices. */
import { cardView } from "./card.js";
import { choicesView } from "./choices.js";
import { make } from "./dom.js";
import { hoursView } from "./people.js";
import { paragraphs } from "./text.js";

const ASKS_FOR_PERSON = new Set(["/ask_person", "/leave_contact"]);

/**
 * @param {object} reply  of a turn of the web API
 * @param {{t: object, base: string, favorites: Favorites, people?: object, onchoose: (option: object) => void}} context
 */
export function replyView(reply, context) {
  const { t, onchoose, people } = context;
  const { agent, choices = [] } = reply;
  const look = reply.emergency ? "reply emergency" : agent ? "reply person" : "reply";
  return make("div", { class: look, lang: reply.lang },
    make("span", { class: agent ? "agent" : "unseen", lang: t.lang }, agent ? t.personSaid(agent) : t.missiSaid),
    make("div", { class: "said" }, (reply.texts ?? []).flatMap((text) => paragraphs(text, t))),
    cards(reply, context),
    choicesView(choices, t.choose, onchoose),
    choices.some(({ payload }) => ASKS_FOR_PERSON.has(payload)) && hoursView(people, t),
    choicesView(reply.quick_replies, t.choose, onchoose, "quick"));
}

/** Whether a reply says anything: where a person speaks, the assistant is silent. */
export function saysSomething({ texts = [], cards = [], choices = [] }) {
  return texts.length + cards.length + choices.length > 0;
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
