/** What stands before the first message: greeting, what this is and what is kept, and questions to begin with. */
import { choicesView } from "./choices.js";
import { make } from "./dom.js";

/**
 * @param {{greeting: string, disclosure: string, privacy: string, starters: string[]}} config
 * @param {{t: object, onask: (text: string) => void}} context
 */
export function introView({ greeting, disclosure, privacy, starters = [] }, { t, onask }) {
  const options = starters.map((text) => ({ title: text }));
  return [
    make("p", { class: "greeting" }, greeting),
    make("div", { class: "disclosure" }, make("p", {}, disclosure), make("p", {}, privacy)),
    options.length ? make("h3", {}, t.starters) : null,
    choicesView(options, t.starters, ({ title }) => onask(title), "starters"),
  ].filter(Boolean);
}
