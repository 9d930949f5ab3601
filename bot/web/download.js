/** Hands the citizen a file that the page has. */
import { make } from "./dom.js";

/** @param {Blob} content */
export function download(name, content) {
  const address = URL.createObjectURL(content);
  make("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address)); // after the click was handled
}
