"""What a screen reader would announce: every text added in a live region, by the rules of WAI-ARIA 1.2."""

from __future__ import annotations

from playwright.sync_api import Page

LISTEN = """
() => {
  const shadow = document.querySelector("missi-chat").shadowRoot;
  const implied = { log: "polite", status: "polite", alert: "assertive" };
  window.announced = [];
  const politeness = (element) => {
    for (; element; element = element.parentElement) {
      const told = element.getAttribute("aria-live") ?? implied[element.getAttribute("role")];
      if (told) return told;
    }
    return "off";
  };
  const words = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return node.data;
    if (node.nodeType !== Node.ELEMENT_NODE || node.ariaHidden === "true" || node.hidden) return "";
    if (node.ariaLive === "off" || node.matches("details:not([open]) > :not(summary)")) return "";
    return Array.from(node.childNodes, words).join(" ");
  };
  new MutationObserver((changes) => {
    for (const { target, addedNodes, type } of changes) {
      for (const node of type === "childList" ? addedNodes : [target]) {
        const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement ?? target;
        const said = words(node).replace(/\\s+/g, " ").trim();
        if (said && politeness(element) !== "off") window.announced.push(said);
      }
    }
  }).observe(shadow, { subtree: true, childList: true, characterData: true });
}
"""


def start_listening(page: Page) -> None:
    """From now on note what is announced in the widget."""
    page.evaluate(LISTEN)


def announced(page: Page) -> list[str]:
    """What was announced since, in order."""
    heard: list[str] = page.evaluate("window.announced")
    return heard
