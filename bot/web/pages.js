/** The pages behind the conversation, loaded when first opened: my services, and the options. */
import { download } from "./download.js";
import { printConversation } from "./print.js";

/**
 * Makes a page; raises when the server has no longer this version of it.
 * @param {"services"|"options"} name
 * @param {object} context  what the pages need: t, base, transport, favorites, preferences, config, exchange, panel
 * @returns {Promise<{element: HTMLElement, end?: () => void}>}
 */
export async function loadPage(name, context) {
  if (name === "services") {
    const { Services } = await import("./services.js");
    return new Services(context);
  }
  const { settingsView } = await import("./settings.js");
  return { element: settingsView({ ...context, doings: doings(context) }) };
}

/** What a citizen can do with the conversation; a failure is said in the status line. */
function doings({ t, exchange, panel }) {
  const trying = (act) => () => act().catch(() => panel.say(t.failed));
  const save = (format, ending) => trying(async () => download(`missi.${ending}`, await exchange.transcript(format)));
  const returning = (act) => trying(async () => {
    await act();
    panel.show("conversation");
  });
  return {
    saveText: save("text", "txt"),
    savePage: save("html", "html"),
    print() {
      panel.show("conversation");
      printConversation();
    },
    startOver: returning(() => exchange.restart()),
    remove: returning(() => exchange.remove()),
  };
}
