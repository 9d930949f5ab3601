/** What stands above the conversation: a notice of the state, and the number to call in danger. */
import { iconButton, make } from "./dom.js";
import { link } from "./links.js";
import { tabStorage } from "./storage.js";

const KEY = "dismissed";
const DANGER = "danger";

/**
 * A notice, unless this tab's citizen has dismissed it.
 * @param {{id: string, text: string, text_es?: string, url?: string, level?: string}|null} notice
 */
export function noticeView(notice, t) {
  if (!notice || tabStorage.get(KEY) === notice.id) return null;
  const dismiss = () => {
    tabStorage.set(KEY, notice.id);
    view.remove();
  };
  const text = (t.lang === "es" && notice.text_es) || notice.text;
  const view = make("div", { class: `notice ${notice.level === "emergency" ? DANGER : ""}`, role: "note" },
    make("p", {}, notice.url ? link(text, notice.url, { t }) : text),
    iconButton("close", t.dismiss, dismiss));
  return view;
}

/** The number to call, kept in sight for the rest of the conversation. */
export function dangerView(t) {
  return make("div", { class: `notice ${DANGER}`, role: "note" },
    make("p", {}, `${t.danger} `, link(t.dangerCall, "tel:911")));
}
