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
  const radios = (name, options, chosen = preferences.get(name)) =>
    make("div", { class: "segments" }, Object.entries(options).map(([value, words]) => {
      const onchange = () => preferences.set(name, value);
      return make("label", { lang: name === "language" && value },
        make("input", { type: "radio", name, value, checked: value === chosen, onchange }), words);
    }));
  const check = (name, words) => {
    const onchange = ({ target }) => preferences.set(name, target.checked);
    return make("label", { class: "check" },
      make("input", { type: "checkbox", checked: preferences.get(name), onchange }), words);
  };
  const doing = (name) => button(t[name], doings[name]);
  return make("div", { class: "page" },
    make("h2", { tabindex: -1 }, t.options),
    group(t.size, radios("size", t.sizes)),
    group(t.theme, radios("theme", t.themes)),
    group(t.languages, radios("language", languages, t.lang)),
    group(t.help, check("suggestions", t.suggest), canSpeak && check("readAloud", t.aloud),
      canListen && check("dictation", t.dictate)),
    make("section", {}, make("h3", {}, t.yours),
      make("div", { class: "doings" }, ["saveText", "savePage", "print", "startOver"].map(doing)),
      removal(t, doings.remove)),
    make("section", { class: "about" }, make("h3", {}, t.about),
      make("p", {}, config.disclosure), make("p", {}, config.privacy),
      make("p", {}, link(t.accessibility, "accessibility", { base, t }))));
}

function group(legend, ...parts) {
  return make("fieldset", {}, make("legend", {}, legend), parts);
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
