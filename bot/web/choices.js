/** Choices and quick replies of the assistant as buttons. */
import { button, make } from "./dom.js";

/**
 * @param {{title: string, payload: string}[]} options
 * @param {(option: object) => void} onchoose
 */
export function choicesView(options, name, onchoose, look = "choices") {
  if (!options?.length) return null;
  const items = options.map((option) => make("li", {}, button(option.title, () => onchoose(option))));
  return make("ul", { class: look, "aria-label": name }, items);
}
