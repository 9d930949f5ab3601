/** Prints the conversation and nothing else of the page. */

const OTHERS_AWAY = "@media print { body *:not(:has(missi-chat)):not(missi-chat) { display: none !important } }";

export function printConversation() {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(OTHERS_AWAY);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  const restore = () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
  };
  addEventListener("afterprint", restore, { once: true });
  print();
}
