/** A person in the conversation: who is there or how long the line is, and when people are there at all. */
import { make } from "./dom.js";

const WEEKDAYS = "0,4";
const FIRST_MONDAY = 5; // of January 1970

/** Whether a person is there, or is waited for. */
export function isWithPerson(status) {
  return status?.owner === "agent" || status?.owner === "queued";
}

/**
 * What stands above the conversation while a person is there or waited for.
 * @param {{owner: string, agent?: string, position?: number, wait?: number}} status  wait in seconds
 */
export function personView(status, t) {
  if (!isWithPerson(status)) return null;
  return make("div", { class: "notice stays person", role: "note" }, make("p", {}, personWords(status, t)));
}

function personWords({ owner, agent, position, wait }, t) {
  if (owner === "agent") return t.withPerson(agent);
  const usual = typeof wait === "number" ? ` ${t.usualWait(Math.max(1, Math.ceil(wait / 60)))}` : "";
  return t.inLine(position) + usual;
}

/**
 * When people are there, for beside a button that asks for one.
 * @param {{days: number[], opens: string, closes: string, holiday?: string}|null} people  days from Monday, 0
 */
export function hoursView(people, t) {
  if (!people) return null;
  const { days, opens, closes, holiday } = people;
  const names = days.join() === WEEKDAYS ? t.weekdays : dayNames(days, t);
  const words = t.peopleHere(names, clock(opens, t), clock(closes, t));
  return make("p", { class: "hours" }, `${words}${holiday ? `; ${t.closedFor(holiday)}` : ""}.`);
}

function dayNames([first, last], t) {
  const name = new Intl.DateTimeFormat(t.lang, { weekday: "long" });
  const [from, to] = [first, last].map((day) => name.format(new Date(1970, 0, FIRST_MONDAY + day)));
  return first === last ? from : `${from} – ${to}`;
}

function clock(time, t) {
  const [hour, minute] = time.split(":").map(Number);
  const options = { hour: "numeric", ...(minute && { minute: "2-digit" }) };
  const format = new Intl.DateTimeFormat(t.lang === "en" ? "en-US" : t.lang, options);
  return format.format(new Date(1970, 0, 1, hour, minute));
}
