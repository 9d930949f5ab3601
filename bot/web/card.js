/** A published record as a card: what it says, what can be done, where it comes from. */
import { iconButton, make } from "./dom.js";
import { link, safeAddress } from "./links.js";

const FACTS = ["when", "time", "place", "address", "fee", "requirements", "how", "hours"];
const SHORT = 40; // letters that a list has to have to be worth bullets

/**
 * @param {object} card  as the web API gives it; what is absent is left out
 * @param {{t: object, base: string, favorites?: Favorites, level?: number}} context
 *   without favorites no star; level of the heading
 */
export function cardView(card, { t, base, favorites, level = 3 }) {
  return make("section", { class: "card" },
    make("div", { class: "card-head" },
      make(`h${level}`, {}, card.title),
      favorites && card.type === "service" ? star(card, favorites, t) : null),
    card.summary && make("p", { class: "summary" }, card.summary),
    facts(card, t),
    doings(card, t, base),
    source(card, t, base),
    card.why?.words ? reasons(card.why, t) : null);
}

/** A day such as "2026-11-21" in words. */
function day(iso, t) {
  const [year, month, date] = iso.split("-").map(Number);
  return new Intl.DateTimeFormat(t.lang, { dateStyle: "long" }).format(new Date(year, month - 1, date));
}

function star(card, favorites, t) {
  const toggle = iconButton("star", "", () => mark(favorites.toggle(card)), { class: "icon star" });
  const mark = (kept) => {
    toggle.setAttribute("aria-pressed", kept);
    toggle.setAttribute("aria-label", `${t.save}: ${card.title}`);
    toggle.title = kept ? t.unsave : t.save;
  };
  mark(favorites.has(card.record));
  return toggle;
}

function facts(card, t) {
  const names = FACTS.filter((name) => card[name]?.length);
  if (!names.length) return null;
  return make("dl", {}, names.map((name) => row(t[name], told(card[name]))));
}

function told(fact) {
  if (!Array.isArray(fact)) return fact;
  if (fact.join(", ").length <= SHORT) return fact.join(", ");
  return make("ul", {}, fact.map((item) => make("li", {}, item)));
}

/** The name of the site that an address leads to. */
function site(href) {
  return safeAddress(href) ? new URL(href).hostname.replace(/^www\./, "") : href;
}

function doings(card, t, base) {
  const links = [
    card.phone && link(`${t.call} ${card.phone.text}`, card.phone.href, { base }),
    card.email && link(card.email.text, card.email.href, { base }),
    card.link && link(t.visit(site(card.link.href)), card.link.href, { base, t }),
    card.map && link(t.map, card.map.href, { base, t }),
    card.ics && link(t.addToCalendar, card.ics.href, { base, download: "" }),
  ].filter(Boolean);
  return links.length ? make("p", { class: "doings" }, links) : null;
}

function source({ source: from, verified_on: on }, t, base) {
  if (!from) return null;
  const title = safeAddress(from.url) ? link(from.title, from.url, { base, t }) : from.title;
  return make("p", { class: "source" }, `${t.source} `, title, on && `, ${t.checked(day(on, t))}`);
}

function reasons(why, t) {
  return make("details", {},
    make("summary", {}, t.why),
    make("dl", {},
      row(t.whyRecord, [why.title, " ", make("code", {}, why.record)]),
      why.verified_on && row(t.whyChecked, day(why.verified_on, t)),
      row(t.whyConfidence, why.words)));
}

function row(name, value) {
  return make("div", {}, make("dt", {}, name), make("dd", {}, value));
}
