// The inbox with a keyboard: shortcuts, and marking the names in a training phrase. All of it works without.
"use strict";

const find = (what, within = document) => within.querySelector(what);

function rows() {
  return [...document.querySelectorAll("[data-row]")];
}

function current() {
  return find("[data-row].current");
}

function move(step) {
  const all = rows();
  if (!all.length) return;
  const at = all.indexOf(current());
  const next = all[Math.max(0, Math.min(all.length - 1, at < 0 ? 0 : at + step))];
  current()?.classList.remove("current");
  next.classList.add("current");
  find("a", next).focus();
}

function tick() {
  const box = find("input[type=checkbox]", current() ?? document.createElement("p"));
  if (box) box.checked = !box.checked;
}

function press(what) {
  find(what)?.click();
}

const KEYS = {
  j: () => move(1),
  k: () => move(-1),
  x: tick,
  u: () => press("#undo button"),
  "/": () => find("form.filters select")?.focus(),
  b: () => press("[data-back]"),
  r: () => press("[data-key=r]"),
  n: () => press("[data-key=n]"),
  "?": openKeys,
};

function openKeys() {
  const keys = find("[data-keys]");
  if (keys && !keys.open) keys.showModal();
}

function isTyping(target) {
  return target.closest("input:not([type=checkbox], [type=radio]), select, textarea, [contenteditable]") !== null;
}

document.addEventListener("keydown", (event) => {
  const isOn = find("[data-keys][data-on]") !== null;
  const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
  if (!isOn || !isPlain || isTyping(event.target) || find("dialog[open]")) return;
  const act = KEYS[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});

// Put the mark around the words that are selected in the field, as the files write it.
function mark(field, entity) {
  const { selectionStart: start, selectionEnd: end, value } = field;
  const words = value.slice(start, end).trim();
  if (!words || /[[\](){}]/.test(words)) return field.focus();
  const at = start + value.slice(start, end).indexOf(words);
  field.value = `${value.slice(0, at)}[${words}](${entity})${value.slice(at + words.length)}`;
  field.focus();
}

function offerMarks() {
  for (const tool of document.querySelectorAll("[data-mark]")) tool.hidden = false;
  find("[data-mark-button]")?.addEventListener("click", () => mark(find("#phrase"), find("#mark-entity").value));
}

const opener = find("[data-open-keys]");
if (opener) {
  opener.hidden = false;
  opener.addEventListener("click", openKeys);
}
offerMarks();
