/**
 * The entry that a page embeds: registers <missi-chat>. Everything it shows comes from the assets of one version, so
 * that page and server never mix two; when the server has moved on, the element mounts the new version in place.
 */
const VERSION = "__VERSION__"; // the server puts the hash over all of these files here
/** What is needed at once; the server puts into the first all modules that it imports. */
const NEEDED = { modulepreload: "chat", preload: "theme panel conversation pages" };
const HERE = new URL(".", import.meta.url).href;

class MissiChat extends HTMLElement {
  static observedAttributes = ["lang", "accent", "theme", "greeting", "position", "server"];
  #mounted = null;

  connectedCallback() {
    if (!this.shadowRoot) this.attachShadow({ mode: "open" });
    this.#preload();
    this.#mount(VERSION);
  }

  disconnectedCallback() {
    this.#unmount();
  }

  attributeChangedCallback(_name, before, after) {
    if (this.#mounted && before !== after) this.#mount(VERSION);
  }

  /** Opens the panel and moves the focus into it. */
  async open() {
    (await this.#mounted)?.open();
  }

  /** Closes the panel; the conversation stays. */
  async close() {
    (await this.#mounted)?.close();
  }

  /** Opens the panel and asks `text` in the citizen's name. */
  async ask(text) {
    (await this.#mounted)?.ask(String(text));
  }

  get #base() {
    return new URL(this.getAttribute("server") || HERE, document.baseURI).href;
  }

  #preload() {
    for (const [rel, names] of Object.entries(NEEDED)) {
      for (const name of names.split(" ")) {
        const link = document.createElement("link");
        const isStyle = rel === "preload";
        const href = new URL(`assets/${VERSION}/${name}.${isStyle ? "css" : "js"}`, this.#base).href;
        this.shadowRoot.append(Object.assign(link, { rel, href, as: isStyle ? "style" : "" }));
      }
    }
  }

  #mount(version) {
    this.#unmount();
    const mounted = this.#load(version).then(({ Chat }) => {
      if (mounted !== this.#mounted) return null; // taken off the page, or mounted again, meanwhile
      const chat = new Chat(this, this.#base, (newer) => this.#mount(newer));
      chat.start();
      return chat;
    });
    this.#mounted = mounted;
    mounted.catch((error) => this.dispatchEvent(new CustomEvent("missi:error", { detail: { code: error.name } })));
  }

  #unmount() {
    this.#mounted?.then((chat) => chat?.end(), () => {});
    this.#mounted = null;
  }

  /** Loads the assets of a version, or else of the one the server has now. */
  async #load(version) {
    const assets = (name) => import(new URL(`assets/${name}/chat.js`, this.#base));
    try {
      return await assets(version);
    } catch {
      const config = await fetch(new URL("api/v1/config", this.#base), { cache: "no-store" });
      return assets((await config.json()).version);
    }
  }
}

if (!customElements.get("missi-chat")) customElements.define("missi-chat", MissiChat);
