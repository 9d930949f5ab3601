/** Plain text of a reply to elements: lines to paragraphs, "• " lines to lists, addresses and numbers to links. */
import { make } from "./dom.js";
import { link } from "./links.js";

const BULLET = "• ";
const LINKED = /https?:\/\/[^\s]+[^\s.,;:!?)”"']|\b\d{3}-\d{3}-\d{4}\b|\b(?:911|988)\b(?=\s+(?:now|if|can)|[.,])/g;

/** @returns {HTMLElement[]} */
export function paragraphs(text, t) {
  const blocks = [];
  for (const line of text.split("\n").map((each) => each.trim()).filter(Boolean)) {
    if (!line.startsWith(BULLET)) {
      blocks.push(make("p", {}, ...linked(line, t)));
      continue;
    }
    if (blocks.at(-1)?.localName !== "ul") blocks.push(make("ul"));
    blocks.at(-1).append(make("li", {}, ...linked(line.slice(BULLET.length), t)));
  }
  return blocks;
}

function linked(line, t) {
  const parts = [];
  let end = 0;
  for (const found of line.matchAll(LINKED)) {
    const [words] = found;
    parts.push(line.slice(end, found.index), link(words, words.startsWith("http") ? words : `tel:${words}`, { t }));
    end = found.index + words.length;
  }
  return [...parts, line.slice(end)];
}
