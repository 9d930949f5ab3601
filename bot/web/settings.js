/** The options: how the widget looks and helps, and what can be done with the conversation. */
import { button, make } from "./dom.js";
import { languages } from "./labels.js";
import { link } from "./links.js";
import { canListen, canSpeak } from "./speech.js";

/**
 * @param {{t: object, base: string, preferences: Preferences, config: object,
 *   doings: Record<"saveText"|"savePage"|"print"|"startOver"|"remove", () => void>}} context
 */
export function settingsView({ t, base, preferences, config, doings }) {
  const radios = (name, legend, options, chosen = preferences.get(name)) => make("fieldset", {}, make("legend", {}, legend),
    make("div", { class: "segments" }, Object.entries(options).map(([value, words]) =>
      radio(name, value, words, chosen, preferences, name === "language" && value))));
  const check = (name, words) => checkbox(name, words, preferences);
  const doing = (name) => button(t[name], doings[name]);
  return make("div", { class: "page" },
    make("h2", { tabindex: -1 }, t.options),
    radios("size", t.size, t.sizes),
    radios("theme", t.theme, t.themes),
    radios("language", t.languages, languages, t.lang),
    make("fieldset", {}, make("legend", {}, t.help),
      check("suggestions", t.suggest), canSpeak && check("readAloud", t.aloud), canListen && check("dictation", t.dictate)),
    make("section", {}, make("h3", {}, t.yours),
      make("div", { class: "doings" }, ["saveText", "savePage", "print", "startOver"].map(doing)),
      removal(t, doings.remove)),
    make("section", { class: "about" }, make("h3", {}, t.about),
      make("p", {}, config.disclosure), make("p", {}, config.privacy),
      make("p", {}, link(t.accessibility, "accessibility", { base, t }))));
}

function radio(name, value, words, chosen, preferences, lang) {
  return make("label", { lang },
    make("input", { type: "radio", name, value, checked: value === chosen, onchange: () => preferences.set(name, value) }), words);
}

function checkbox(name, words, preferences) {
  const onchange = ({ target }) => preferences.set(name, target.checked);
  return make("label", { class: "check" }, make("input", { type: "checkbox", checked: preferences.get(name), onchange }), words);
}

/** Deleting is asked for once more. */
function removal(t, remove) {
  const first = button(t.remove, () => ask(true), { class: "danger" });
  const sure = make("div", { class: "sure", role: "group", "aria-label": t.remove, hidden: true },
    make("p", {}, t.removeSure), make("div", { class: "doings" },
      button(t.removeYes, remove, { class: "danger" }), button(t.removeNo, () => ask(false))));
  function ask(isAsking) {
    sure.hidden = !isAsking;
    first.hidden = isAsking;
    (isAsking ? sure.querySelector("button") : first).focus();
  }
  return make("div", { class: "removal" }, first, sure);
}
