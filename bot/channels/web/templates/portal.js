/** Lets the portal's forms ask the widget, and keeps "My services" in the browser; without it, both still work as pages. */
import { Favorites } from "/chat/assets/__VERSION__/favorites.js";

const favorites = new Favorites();
const section = document.querySelector("#my-services");
const keepButtons = [...document.querySelectorAll("[data-keep]")];

/** Asks the widget instead of leaving the page. */
function ask(text) {
  document.querySelector("missi-chat").ask(text);
}

/** Shows which services are kept. */
function show() {
  const cards = favorites.list();
  section.hidden = false;
  section.querySelector(".kept").replaceChildren(...cards.map(keptItem));
  for (const button of keepButtons) {
    const kept = favorites.has(button.dataset.keep);
    button.hidden = false;
    button.setAttribute("aria-pressed", String(kept));
    button.firstElementChild.textContent = kept ? section.dataset.keptWord : section.dataset.keepWord;
  }
}

function keptItem(card) {
  const item = document.createElement("li");
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = card.title;
  button.addEventListener("click", () => ask(card.title));
  item.append(button);
  return item;
}

/** Keeps a service with its whole card, as the widget would, or lets it go. */
async function keep({ keep: record, topic }) {
  const answer = await fetch(`/chat/api/v1/services?topic=${encodeURIComponent(topic)}`);
  const { cards } = await answer.json();
  favorites.toggle(cards.find((card) => card.record === record) ?? { record });
  show();
}

for (const form of document.querySelectorAll("form[data-missi-ask]")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    ask(form.dataset.missiAsk || form.elements.text.value);
  });
}
for (const button of keepButtons) button.addEventListener("click", () => keep(button.dataset));
favorites.addEventListener("change", show);
show();
