/** The frame around the conversation: a dialog beside the page, or over all of it on a phone. */
import { button, icon, iconButton, make } from "./dom.js";

const PHONE = matchMedia("(max-width: 37.5em), (max-height: 30em)");
const STATUS_MS = 8_000;
const HOME = "conversation";

/** Whether the panel would cover the whole page. */
export const isPhone = () => PHONE.matches;

export class Panel {
  current = HOME;
  #timer = 0;
  #views = new Map();

  /** @param {{t: object, onclose: () => void, onvisit: (name: string) => void}} context  of a citizen's wishes */
  constructor({ t, onclose, onvisit }) {
    Object.assign(this, { t, onclose, onvisit });
    this.title = make("h2", { id: "title", tabindex: -1 }, t.name);
    this.tabs = new Map([HOME, "services", "options"].map((name) => [name, button(t[name], () => this.#go(name))]));
    this.tabs.get(HOME).setAttribute("aria-current", "true");
    this.notices = make("div", { class: "notices" });
    this.status = make("p", { class: "status", role: "status" });
    this.body = make("div", { class: "views" });
    this.element = make("dialog", {
      class: "panel", "aria-labelledby": "title", onkeydown: (event) => this.#pressed(event),
      oncancel: (event) => event.preventDefault() || this.#leave(), // the back gesture of a phone
    }, this.#header(), this.notices, this.body, this.status);
    this.onresize = () => this.#fit();
    PHONE.addEventListener("change", this.onresize);
    for (const name of ["resize", "scroll"]) visualViewport?.addEventListener(name, this.onresize);
  }

  get isOpen() {
    return this.element.open;
  }

  /** Opens; without `focus` the page keeps it, as after a reload. */
  open({ focus = true } = {}) {
    if (this.isOpen) return;
    this.#fit(true);
    if (focus) this.focus();
  }

  close() {
    this.element.close();
  }

  /** Moves the focus into the panel; on a phone not into the field, whose keyboard would cover what is said first. */
  focus() {
    if (PHONE.matches) this.title.focus();
    else this.#views.get(this.current).first.focus();
  }

  /** Adds a view, shown when it is the first; `first` gets the focus in it. */
  add(name, element, first) {
    element.hidden = this.#views.size > 0;
    this.#views.set(name, { element, first });
    this.body.append(element);
  }

  /** Shows one of the views instead of the others. */
  show(name) {
    if (name === this.current) return;
    this.current = name;
    for (const [other, { element }] of this.#views) element.hidden = other !== name;
    for (const [other, tab] of this.tabs) tab.setAttribute("aria-current", other === name);
    this.#views.get(name).first.focus();
  }

  /** Says something in the status line, for a while or until there is something else to say. */
  say(words, { stays = false } = {}) {
    clearTimeout(this.#timer);
    this.status.textContent = words;
    if (!stays) this.#timer = setTimeout(() => { this.status.textContent = ""; }, STATUS_MS);
  }

  end() {
    PHONE.removeEventListener("change", this.onresize);
    for (const name of ["resize", "scroll"]) visualViewport?.removeEventListener(name, this.onresize);
  }

  #header() {
    const { t } = this;
    return make("header", {},
      make("div", { class: "brand" }, icon("magnolia"),
        make("div", {}, this.title, make("p", {}, t.tagline)),
        iconButton("close", t.close, () => this.onclose())),
      make("nav", { "aria-label": t.name }, ...this.tabs.values()));
  }

  #go(name) {
    if (name === HOME) this.show(HOME);
    else this.onvisit(name);
  }

  #pressed(event) {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    event.stopPropagation();
    this.#leave();
  }

  /** One step back: to the conversation, or out of the panel. */
  #leave() {
    if (this.current === HOME) this.onclose();
    else this.show(HOME);
  }

  /** Beside the page, or modal over all of it; never under the keyboard of a phone. */
  #fit(opens = false) {
    const { element } = this;
    const { height = innerHeight, offsetTop = 0 } = visualViewport ?? {};
    element.style.setProperty("--height", `${height}px`);
    element.style.setProperty("--top", `${offsetTop}px`);
    if (!opens && (!element.open || element.matches(":modal") === PHONE.matches)) return;
    const focused = element.getRootNode().activeElement;
    element.close();
    if (PHONE.matches) element.showModal();
    else element.setAttribute("open", ""); // unlike show(), leaves the focus where it is
    if (!opens) focused?.focus();
  }
}
