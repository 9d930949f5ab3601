"""The rules that Amazon documents for responses of custom skills, as far as ours use them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

SAYABLE = {"speak", "say-as", "sub", "phoneme", "lang"}
SAID_AS = {"telephone", "digits", "spell-out", "date", "ordinal", "cardinal"}
FIELDS = {"outputSpeech", "card", "reprompt", "directives", "shouldEndSession", "canFulfillIntent"}
MOST_CHARACTERS, MOST_BYTES = 8000, 24 * 1024


def broken_rules(told: Any) -> Iterator[str]:
    """Give a line for each rule that a response breaks."""
    if len(json.dumps(told).encode()) > MOST_BYTES:
        yield "larger than 24 KB"
    if set(told) - {"version", "sessionAttributes", "response"} or told.get("version") != "1.0":
        yield f"fields {sorted(told)}, version {told.get('version')}"
    yield from _response(told["response"])


def _response(response: Any) -> Iterator[str]:
    if set(response) - FIELDS:
        yield f"fields of the response {sorted(response)}"
    if "outputSpeech" not in response:
        if response and set(response) != {"canFulfillIntent"}:
            yield "nothing is said"
        return
    yield from _speech(response["outputSpeech"])
    yield from _card(response.get("card"))
    yield from _session(response, response.get("shouldEndSession"))


def _session(response: Any, ends: Any) -> Iterator[str]:
    if not isinstance(ends, bool):
        yield "shouldEndSession must be said"
    if ends and ("reprompt" in response or response.get("directives")):
        yield "asks, and ends the session"
    if not ends:
        yield from _speech(response["reprompt"]["outputSpeech"])
        if not _words(response["outputSpeech"]).endswith("?"):
            yield "listens without a question"
    for directive in response.get("directives", ()):
        intent = directive["updatedIntent"]
        if directive["type"] != "Dialog.ElicitSlot" or directive["slotToElicit"] not in intent["slots"]:
            yield f"directive {directive}"


def _words(speech: Any) -> str:
    return "".join(ElementTree.fromstring(speech["ssml"]).itertext()).strip()


def _speech(speech: Any) -> Iterator[str]:
    if set(speech) != {"type", "ssml"} or speech["type"] != "SSML":
        yield f"speech of {speech}"
        return
    if len(speech["ssml"]) > MOST_CHARACTERS:
        yield "speech is too long"
    root = ElementTree.fromstring(speech["ssml"])
    for part in root.iter():
        if part.tag not in SAYABLE or part.get("interpret-as", "date") not in SAID_AS:
            yield f"<{part.tag} {part.attrib}>"
    if not _words(speech):
        yield "says nothing"


def _card(card: Any) -> Iterator[str]:
    if card is None:
        return
    if set(card) != {"type", "title", "content"} or card["type"] != "Simple":
        yield f"card {card}"
    if len(card["title"]) + len(card["content"]) > MOST_CHARACTERS:
        yield "card is too long"
