/** The widget of one version: its parts in the shadow root of <missi-chat>, and how they open and close. */
import { Composer } from "./composer.js";
import { make } from "./dom.js";
import { Exchange } from "./exchange.js";
import { Favorites } from "./favorites.js";
import { introView } from "./intro.js";
import { labels } from "./labels.js";
import { Launcher } from "./launcher.js";
import { Log } from "./log.js";
import { Narrator } from "./narrator.js";
import { loadPage } from "./pages.js";
import { Panel, isPhone } from "./panel.js";
import { Preferences } from "./preferences.js";
import { hush } from "./speech.js";
import { tabStorage } from "./storage.js";
import { Theme } from "./theme.js";
import { Backoff, Transport } from "./transport.js";

const VERSION = new URL(".", import.meta.url).pathname.split("/").at(-2);
const STYLES = ["theme.css", "panel.css", "conversation.css", "pages.css"];
const OPEN = "open";
const PAGE = "page"; // to be shown again after the language was changed on it

export class Chat {
  #ending = new AbortController();
  #pages = new Map();
  #config = null;

  /**
   * @param {HTMLElement} host  the <missi-chat> with its attributes
   * @param {string} base  address that API and assets lie under
   * @param {(version: string) => void} remount  puts the widget of a version in place of this one
   */
  constructor(host, base, remount) {
    Object.assign(this, { host, base, remount });
    const preferences = this.preferences = new Preferences();
    this.language = preferences.get("language");
    const t = this.t = labels(this.language, host.lang, document.documentElement.lang);
    const transport = this.transport = new Transport(base);
    this.exchange = new Exchange(transport);
    this.favorites = new Favorites();
    const say = (words, options) => this.panel.say(words, options);
    this.launcher = new Launcher(t, () => this.open());
    this.panel = new Panel({ t, onclose: () => this.close(), onvisit: (name) => this.#visit(name) });
    this.composer = new Composer({ t, transport, preferences, say, onsend: (text) => this.send(text) });
    this.log = new Log({
      t, base, say, session: this.exchange.session, favorites: this.favorites,
      onchoose: ({ title, payload }) => this.send(title, payload),
    });
  }

  /** Puts the widget on the page. */
  async start() {
    const { host, panel, launcher, t } = this;
    const side = host.getAttribute("position") === "left" ? "left" : "right";
    const root = make("div", { class: `missi ${side}`, lang: t.lang, hidden: true }, launcher.element, panel.element);
    const conversation = make("div", { class: "conversation" }, this.log.element, this.composer.element);
    panel.add("conversation", conversation, this.composer.input);
    this.theme = new Theme(root, host, this.preferences);
    const styles = STYLES.map((name) => make("link", { rel: "stylesheet", href: new URL(name, import.meta.url).href }));
    const loaded = styles.map((style) => new Promise((resolve) => { style.onload = style.onerror = resolve; }));
    host.shadowRoot.replaceChildren(...styles, root);
    this.#listen();
    await Promise.all(loaded);
    root.hidden = false;
    // On a phone the panel covers the page, which only a citizen may decide.
    if (tabStorage.get(OPEN) ?? (host.hasAttribute("open-on-load") && !isPhone())) this.open({ focus: false });
    else if (this.exchange.outbox.messages.length) this.exchange.outbox.send();
  }

  open({ focus = true } = {}) {
    if (this.panel.isOpen) return;
    tabStorage.set(OPEN, true);
    this.launcher.hide(true);
    this.panel.open({ focus });
    this.#tell("open");
    this.#load();
  }

  close() {
    if (!this.panel.isOpen) return;
    tabStorage.set(OPEN, false);
    hush();
    this.panel.close();
    this.#attend();
    this.launcher.hide(false);
    this.launcher.element.focus();
    this.#tell("close");
  }

  /** Opens the panel and asks in the citizen's name. */
  ask(text) {
    this.open();
    this.send(text);
  }

  /** Sends words, or a choice with the words on its button. */
  send(text, choice) {
    this.panel.show("conversation");
    this.exchange.ask(text, choice);
  }

  /** Takes the widget off the page; the conversation stays where it is kept. */
  end() {
    this.#ending.abort();
    this.exchange.end();
    this.panel.end();
    this.theme.end();
    for (const page of this.#pages.values()) page.end?.();
  }

  #listen() {
    const { t, exchange, log, panel, launcher, composer, preferences } = this;
    const { signal } = this.#ending;
    const tell = (name, detail) => this.#tell(name, detail);
    const onreconnect = () => this.#configure().catch(() => {}); // it was just reached; the next time will do
    const parts = { t, exchange, log, panel, launcher, composer, preferences, tell, onreconnect };
    this.narrator = new Narrator(parts, signal);
    exchange.addEventListener("token", () => this.#attend());
    document.addEventListener("visibilitychange", () => this.#attend(), { signal });
    preferences.addEventListener("change", () => this.#adapt(), { signal });
  }

  /** Greets, brings back what was said, and asks the page's own question first; tries until the server is there. */
  async #load() {
    const backoff = new Backoff();
    for (let isLoaded = false; !isLoaded;) {
      try {
        await this.#configure();
        await this.exchange.resume();
        isLoaded = true;
      } catch {
        this.exchange.dispatchEvent(new Event("waiting"));
        await backoff.wait();
      }
      if (!this.panel.isOpen || this.#ending.signal.aborted) return; // opened again, it begins anew
    }
    this.exchange.dispatchEvent(new Event("connected"));
    await this.#returnTo(tabStorage.get(PAGE));
    const question = this.host.getAttribute("ask");
    if (question && this.exchange.conversation.isEmpty) this.send(question);
    this.#attend();
  }

  async #configure() {
    const config = await this.transport.call("config");
    if (config.version !== VERSION) return this.remount(config.version);
    this.#config = config;
    this.log.context.people = config.people;
    this.composer.most = config.max_text;
    this.narrator.notify(config.notice);
    const greeting = this.host.getAttribute("greeting") || config.greeting;
    const onask = (text) => this.send(text);
    this.log.intro.replaceChildren(...introView({ ...config, greeting }, { t: this.t, onask }));
  }

  /** Listens to the server only while somebody looks: browsers allow few connections for all tabs together. */
  #attend() {
    if ((this.panel.isOpen || this.narrator.isWithPerson) && !document.hidden) this.exchange.feed.start();
    else this.exchange.feed.stop();
  }

  #adapt() {
    if (this.preferences.get("language") !== this.language) {
      tabStorage.set(PAGE, this.panel.current);
      return this.remount(VERSION);
    }
    this.theme.apply();
    this.composer.refresh();
  }

  /** Goes back to the choice of the language, which made everything anew. */
  async #returnTo(page) {
    if (page !== "options") return;
    tabStorage.set(PAGE, null);
    await this.#visit(page);
    this.#pages.get(page)?.element.querySelector("[name=language]:checked").focus();
  }

  /** Shows a page, made when it is first opened; a server of another version has none for this one. */
  async #visit(name) {
    try {
      const page = this.#pages.get(name) ?? await loadPage(name, { ...this, config: this.#config });
      if (!this.#pages.has(name)) {
        this.#pages.set(name, page);
        this.panel.add(name, page.element, page.element.querySelector("h2"));
      }
      this.panel.show(name);
    } catch {
      await this.#configure().catch(() => this.panel.say(this.t.failed));
    }
  }

  #tell(name, detail = {}) {
    this.host.dispatchEvent(new CustomEvent(`missi:${name}`, { detail, bubbles: true, composed: true }));
  }
}
