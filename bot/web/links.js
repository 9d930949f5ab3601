/** Links out of text and records: http(s), tel and mailto, and nothing else. */
import { make } from "./dom.js";

const SCHEMES = new Set(["http:", "https:", "tel:", "mailto:"]);

/** The address as the browser reads it, or null when it is none that may be followed. */
export function safeAddress(href, base = document.baseURI) {
  try {
    const address = new URL(href, base);
    return SCHEMES.has(address.protocol) ? address.href : null;
  } catch {
    return null;
  }
}

/** A link, or only its text when the address may not be followed. Pages open beside the conversation. */
export function link(text, href, { base, t, ...attributes } = {}) {
  const address = safeAddress(href, base);
  if (!address) return make("span", {}, text);
  const leaves = /^https?:/.test(address) && !attributes.download;
  const target = leaves ? { target: "_blank", rel: "noopener noreferrer" } : {};
  const hint = leaves && t ? make("span", { class: "unseen" }, ` ${t.newTab}`) : null;
  return make("a", { href: address, ...target, ...attributes }, text, hint);
}
