"""Which aspect a plainly worded ask names, by its cue words; used to label asks as training phrases."""

from __future__ import annotations

import re

# In this order: "how much do I need to pay" is about cost, not requirements.
_CUES = (
    ("ask_cost", r"\b(how much|cost|fees?|price|charge|free|expensive|pay for|set me back)\b"),
    (
        "ask_contact",
        r"\b(phone|number to call|what number|who (do|can|should) (i|we) call|call about|e-?mail)\b",
    ),
    ("ask_link", r"\b(website|web ?site|link|web page|url|download|which form|what form)\b"),
    ("ask_hours", r"\b(hours|what time|open (on|at|today)|close at)\b"),
    (
        "ask_when",
        r"\b(when|deadline|how (long|soon|often|late|early)|due|what day|by what date)\b",
    ),
    ("ask_where", r"\b(where|address|location|which office|closest|nearest)\b"),
    (
        "ask_requirements",
        r"\b(what (do|does|will|would) (i|we|he|she|they|it) (need|have to)|bring|qualif\w+|eligible"
        r"|documents?|papers?|proof|how old|requirements?|required|who can|do i (need|have) to|can i get)\b",
    ),
    (
        "ask_how",
        r"\b(how (do|can|does|would|to|should)|steps|way to|can (i|we) .*(online|by mail|on the computer))\b",
    ),
)
_COMPILED = tuple((intent, re.compile(cue, re.IGNORECASE)) for intent, cue in _CUES)


def aspect_intent(ask: str) -> str:
    """Return the intent of the aspect named, `ask_about` when none is."""
    return next((intent for intent, cue in _COMPILED if cue.search(ask)), "ask_about")
