/** "My services": services a citizen keeps or looks for, and the events they follow. Kept in this browser only. */
import { joinCalendars } from "./calendar.js";
import { cardView } from "./card.js";
import { button, make } from "./dom.js";
import { download } from "./download.js";
import { storage } from "./storage.js";

const KEY = "follows";
const PAUSE_MS = 200;

export class Services {
  #events = [];
  #saved = make("div", { class: "cards" });
  #found = make("div", { class: "cards" });
  #count = make("p", { class: "count", role: "status" });
  #agenda = make("div", { class: "cards" });

  /** @param {{t: object, base: string, transport: Transport, favorites: Favorites, config: object}} context */
  constructor(context) {
    Object.assign(this, context);
    const { t } = this;
    this.element = make("div", { class: "page" },
      make("h2", { tabindex: -1 }, t.services),
      make("p", { class: "note" }, t.keptHere),
      section(t.saved, this.#saved, button(t.exportAll, () => this.#exportAll())),
      section(t.find, this.#search(), this.#count, this.#found),
      section(t.events, this.#following(), this.#agenda, button(t.exportEvents, () => this.#exportEvents())));
    this.onchange = () => this.#showSaved();
    this.favorites.addEventListener("change", this.onchange);
    this.#showSaved();
    this.#showEvents();
  }

  end() {
    this.favorites.removeEventListener("change", this.onchange);
  }

  /** Topics and county that the citizen follows. */
  get follows() {
    return { topics: [], county: "", ...storage.get(KEY) };
  }

  #follow(change) {
    storage.set(KEY, { ...this.follows, ...change });
    this.#showEvents();
  }

  #following() {
    const { t, config, follows } = this;
    const mark = ({ id, title }) => make("label", { class: "check" }, make("input", {
      type: "checkbox", value: id, checked: follows.topics.includes(id), onchange: ({ target }) => this.#follow({
        topics: target.checked ? [...this.follows.topics, id] : this.follows.topics.filter((topic) => topic !== id),
      }),
    }), title);
    const county = select(config.counties, t.allCounties, follows.county, (id) => this.#follow({ county: id }));
    return make("div", { class: "filters" },
      make("label", {}, t.county, county),
      make("details", {}, make("summary", {}, t.eventsTopics),
        make("div", { class: "checks" }, config.topics.map(mark))));
  }

  #search() {
    const { t, config } = this;
    let timer = 0;
    const search = () => this.#find(topic.value, words.value.trim());
    const topic = select(config.topics, t.allTopics, "", search);
    const words = make("input", { type: "search", oninput: () => {
      clearTimeout(timer);
      timer = setTimeout(search, PAUSE_MS);
    } });
    return make("div", { class: "filters" }, make("label", {}, t.topic, topic), make("label", {}, t.search, words));
  }

  async #find(topic, q) {
    if (!topic && !q) return this.#show(this.#found, []);
    const { cards, total } = await this.#ask("services", { topic, q });
    this.#count.textContent = this.t.found(total ?? cards.length);
    this.#show(this.#found, cards.map(brief));
  }

  async #showEvents() {
    const { topics, county } = this.follows;
    const ask = (topic) => this.#ask("events-list", { topic, county });
    const lists = await Promise.all((topics.length ? topics : [""]).map(ask));
    const cards = lists.flatMap((list) => list.cards);
    this.#events = [...new Map(cards.map((card) => [card.record, card])).values()]; // one may have two of the topics
    this.#show(this.#agenda, this.#events.map(dated), this.t.eventsNone);
  }

  #showSaved() {
    this.#show(this.#saved, this.favorites.list().map(brief), this.t.savedNone);
  }

  #show(place, cards, none = "") {
    const context = { t: this.t, base: this.base, favorites: this.favorites, level: 4 };
    const views = cards.map((card) => cardView(card, context));
    place.replaceChildren(...(views.length ? views : [make("p", { class: "note" }, none)]));
  }

  /** What the API lists, or nothing while it is away. */
  async #ask(path, query) {
    try {
      return await this.transport.call(`${path}?${new URLSearchParams(query)}`);
    } catch {
      return { cards: [] };
    }
  }

  #exportAll() {
    const all = { services: this.favorites.list(), follows: this.follows, events: this.#events };
    download("my-services.json", new Blob([JSON.stringify(all, null, 2)], { type: "application/json" }));
  }

  async #exportEvents() {
    const addresses = this.#events.filter(({ ics }) => ics).map(({ ics }) => new URL(ics.href, this.base));
    const files = await Promise.all(addresses.map(async (address) => (await fetch(address)).text()));
    download("my-events.ics", new Blob([joinCalendars(files)], { type: "text/calendar" }));
  }
}

/** A service as it stands in a list. */
function brief({ fee, requirements, how, hours, why, ...card }) {
  return card;
}

/** An event as it stands in a list. */
function dated({ record, title, when, time, place, ics }) {
  return { record, title, when, time, place, ics };
}

function section(title, ...parts) {
  return make("section", {}, make("h3", {}, title), parts);
}

function select(options, all, chosen, onchoose) {
  const items = [{ id: "", title: all }, ...options].map(({ id, title }) =>
    make("option", { value: id, selected: id === chosen }, title));
  return make("select", { onchange: ({ target }) => onchoose(target.value) }, items);
}
