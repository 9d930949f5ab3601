"""Writes what Alexa says and shows, within the limits of its documentation."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from bot.channels.alexa.model import FREE_TEXT, QUERY, model_locale
from bot.channels.alexa.words import read_words
from bot.channels.base.neutral import Reply
from bot.channels.spoken.turn import Asked, Part, SpokenTurn
from bot.channels.spoken.words import ENGLISH, SPANISH
from bot.voice import to_ssml

VERSION = "1.0"
MOST_SPEECH, MOST_CARD = 8000, 8000
"""Characters of what is said, markup and all, and of a card, title and all."""
MOST_BYTES = 24 * 1024
"""Of the whole response; the older of the two limits that are published."""
NOTHING: Mapping[str, Any] = {"version": VERSION, "response": {}}
"""For requests that only tell of something; SessionEndedRequest takes no words."""
NOT_OURS: Mapping[str, Any] = {
    "version": VERSION,
    "response": {"canFulfillIntent": {"canFulfill": "NO"}},
}
"""For who asks whether we would answer somebody who has not asked for us."""
_LOCALES = {ENGLISH: "en-US", SPANISH: "es-US"}
_CARD_TOLD = "card"


def build_response(
    turn: SpokenTurn, attributes: Mapping[str, Any], locale: str, *, elicits: bool
) -> dict[str, Any]:
    """Return the response with a turn.

    Args:
        turn: what is said.
        attributes: those of the session, which Alexa brings back with the next request.
        locale: of the request, whose voice speaks.
        elicits: whether the next words need no carrier.
    """
    parts, words = turn.parts, read_words(turn.language)
    told_card = bool(attributes.get(_CARD_TOLD))
    if (
        turn.reply.links
        and turn.place == 0
        and turn.asked not in (Asked.OWN, Asked.NOTHING)
        and not told_card
    ):
        parts.insert(len(parts) - 1, Part(words.card_hint, turn.language))
        told_card = True
    response: dict[str, Any] = {"outputSpeech": _speech(parts, locale), "shouldEndSession": turn.is_end}
    card = _card(turn.reply, words.name)
    if card and turn.place == 0:
        response["card"] = card
    if not turn.is_end:
        response["reprompt"] = {"outputSpeech": _speech([turn.reminder], locale)}
        response["directives"] = [_ELICIT] if elicits else []
    kept = {_CARD_TOLD: True} if told_card else {}
    return _fit({"version": VERSION, "sessionAttributes": kept, "response": response})


def speak_plainly(text: str, language: str) -> str:
    """Return a document of SSML with nothing but words."""
    return f"<speak>{to_ssml(text, _LOCALES[language])}</speak>"


_ELICIT = {
    "type": "Dialog.ElicitSlot",
    "slotToElicit": QUERY,
    "updatedIntent": {
        "name": FREE_TEXT,
        "confirmationStatus": "NONE",
        "slots": {QUERY: {"name": QUERY, "confirmationStatus": "NONE"}},
    },
}


def _speech(parts: Sequence[Part], locale: str) -> dict[str, str]:
    """What is said in another language than the voice's own is marked, so that it is not mangled."""
    own, told = model_locale(locale), ""
    for part in parts:
        language = _LOCALES[part.language]
        words = to_ssml(part.text, language)
        words = words if language == own else f'<lang xml:lang="{language}">{words}</lang>'
        if len(told) + len(words) + len("<speak> </speak>") > MOST_SPEECH:
            break
        told = f"{told} {words}".strip()
    return {"type": "SSML", "ssml": f"<speak>{told}</speak>"}


def _card(reply: Reply, title: str) -> dict[str, str] | None:
    """What is written, with its addresses, for the screen and the app."""
    if not (reply.card or reply.links):
        return None
    title = reply.card.title if reply.card else title
    lines = [reply.card.text if reply.card else "\n".join(reply.texts), *(link.url for link in reply.links)]
    return {"type": "Simple", "title": title, "content": "\n".join(lines)[: MOST_CARD - len(title)]}


def _fit(response: dict[str, Any]) -> dict[str, Any]:
    """A response that is too large goes without its card, which says nothing that is not said elsewhere."""
    if len(json.dumps(response).encode()) > MOST_BYTES:
        response["response"].pop("card", None)
    return response
