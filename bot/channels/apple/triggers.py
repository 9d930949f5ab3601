"""Words that Apple wants honored when they are all that somebody writes."""

from __future__ import annotations

PERSON = frozenset("agent support help agente ayuda".split())
MENU = frozenset(("menu", "list", "?", "menú", "lista"))
STOP = frozenset("unsubscribe spam stop end alto cancelar".split())
PAYLOADS = {"/ask_person": PERSON, "/browse_topic": MENU}


def find_payload(text: str) -> str | None:
    """Return what the assistant is given instead of the words, if they ask for a person or the menu."""
    word = _plain(text)
    return next((payload for payload, words in PAYLOADS.items() if word in words), None)


def is_stop(text: str) -> bool:
    """Whether somebody wants no more messages."""
    return _plain(text) in STOP


def _plain(text: str) -> str:
    return text.strip().casefold().rstrip(".!")
