"""Writes a reply in the shape that the request came in.

Dialogflow refuses a whole response for one list or text that is null: what there is none of is left out.
"""

from __future__ import annotations

import json
from typing import Any
from xml.etree import ElementTree

from bot.channels.base.neutral import Reply
from bot.channels.google.request import BUILDER, ES, Asked
from bot.channels.spoken.turn import SpokenTurn
from bot.voice import to_ssml

MOST_BYTES = 64 * 1024
LOCALES = {"en": "en-US", "es": "es-US"}
BUBBLE, SUGGESTIONS, SUGGESTION = 640, 8, 25
"""Of Actions on Google: characters of a text, suggestions, characters of each."""


def write_response(asked: Asked, turn: SpokenTurn, *, is_person_wanted: bool) -> dict[str, Any]:
    """Return the response as JSON data, of at most MOST_BYTES.

    Args:
        asked: the request.
        turn: what is told.
        is_person_wanted: whether Dialogflow is to hand over to one.
    """
    if asked.shape == ES:
        return _write_es(asked, turn)
    if asked.shape == BUILDER:
        return _write_builder(asked, turn)
    written = _write_cx(asked, turn, is_person_wanted=is_person_wanted)
    if len(json.dumps(written).encode()) > MOST_BYTES:
        # Nothing we publish is as long; what is said is short whatever it is.
        written["fulfillmentResponse"]["messages"] = [_text(turn.text)]
    return written


def to_speech(turn: SpokenTurn) -> str:
    """Return what is said, as SSML that Google's voices know."""
    said = "".join(
        f'<lang xml:lang="{LOCALES[part.language]}">{to_ssml(part.text, LOCALES[part.language])}</lang> '
        if part.language != turn.language
        else to_ssml(part.text, LOCALES[part.language]) + " "
        for part in turn.parts
    )
    root = ElementTree.fromstring(f"<speak>{said.strip()}</speak>")
    for mark in root.iter("say-as"):
        if mark.get("interpret-as") == "digits":  # Alexa's word for it
            mark.set("interpret-as", "characters")
    return ElementTree.tostring(root, encoding="unicode")


def _write_cx(asked: Asked, turn: SpokenTurn, *, is_person_wanted: bool) -> dict[str, Any]:
    messages: list[dict[str, Any]] = []
    if asked.is_spoken:
        messages += [_text(turn.text), {"outputAudioText": {"ssml": to_speech(turn)}}] if turn.text else []
    elif turn.reply.texts:
        messages.append(_text("\n".join(turn.reply.texts)))
    if not asked.is_spoken and (rich := _rich(turn.reply)):
        messages.append({"payload": {"richContent": [rich]}})
    if is_person_wanted:
        messages.append({"liveAgentHandoff": {"metadata": {"reason": "asked for"}}})
    written: dict[str, Any] = {"fulfillmentResponse": {"mergeBehavior": "REPLACE", "messages": messages}}
    if turn.is_end and asked.flow:
        written["targetPage"] = f"{asked.flow}/pages/END_SESSION"
    return written


def _rich(reply: Reply) -> list[dict[str, Any]]:
    """The links, and the choices as chips, as Dialogflow CX Messenger shows them."""
    rich: list[dict[str, Any]] = [
        {"type": "info", "title": link.title, "subtitle": link.url, "anchor": {"href": link.url}}
        for link in reply.links
    ]
    if reply.choices:
        rich.append({"type": "chips", "options": [{"text": choice.title} for choice in reply.choices]})
    return rich


def _write_es(asked: Asked, turn: SpokenTurn) -> dict[str, Any]:
    texts = "\n".join((*turn.reply.texts, *(link.url for link in turn.reply.links)))
    if asked.is_spoken:
        return {"fulfillmentText": turn.text, "fulfillmentMessages": [_text(turn.text)]}
    messages: list[dict[str, Any]] = [_text(texts)]
    if turn.reply.choices:
        titles = [choice.title for choice in turn.reply.choices]
        messages.append({"quickReplies": {"quickReplies": titles}})
    return {"fulfillmentText": texts, "fulfillmentMessages": messages}


def _write_builder(asked: Asked, turn: SpokenTurn) -> dict[str, Any]:
    text = "\n".join(turn.reply.texts)
    simple = {"speech": to_speech(turn), "text": text if len(text) <= BUBBLE else turn.text[:BUBBLE]}
    prompt: dict[str, Any] = {"override": True, "firstSimple": simple}
    if turn.reply.choices:
        titles = [choice.title[:SUGGESTION] for choice in turn.reply.choices[:SUGGESTIONS]]
        prompt["suggestions"] = [{"title": title} for title in titles]
    written: dict[str, Any] = {"session": {"id": asked.session, "params": {}}, "prompt": prompt}
    if turn.is_end:
        written["scene"] = {"next": {"name": "actions.scene.END_CONVERSATION"}}
    return written


def _text(text: str) -> dict[str, Any]:
    return {"text": {"text": [text]}}
