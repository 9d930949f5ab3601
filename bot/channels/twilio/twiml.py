"""Writes a spoken turn as TwiML: says it, and listens for speech or keys, or hangs up.

The caller may speak or press a key at any time; what is being said then stops.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree

from twilio.twiml import TwiML
from twilio.twiml.voice_response import Say, VoiceResponse

from bot.channels.spoken.turn import Part, SpokenTurn
from bot.channels.spoken.words import ENGLISH, SPANISH
from bot.voice import to_ssml

LOCALES = {ENGLISH: "en-US", SPANISH: "es-US"}
VOICES = {ENGLISH: "Polly.Joanna-Neural", SPANISH: "Polly.Lupe-Neural"}
SILENCE_S = 5
RING_S = 25
MOST_HINTS = 500


@dataclass(frozen=True)
class Way:
    """Where Twilio goes on, and what it is told to expect."""

    next: str
    """The address of the next request of the call."""
    hints: Sequence[str] = ()
    """What callers are likely to say, in English."""


def write_turn(turn: SpokenTurn, way: Way, before: Sequence[Part] = ()) -> str:
    """Return the document that says a turn; `before` is said ahead of it."""
    document, parts = VoiceResponse(), [*before, *turn.parts]
    if turn.is_end:
        for part in parts:
            document.append(_say(part))
        document.hangup()
        return str(document)
    gather = document.gather(
        input="speech dtmf",
        action=way.next,
        method="POST",
        language=LOCALES[turn.language],
        speech_timeout="auto",
        speech_model="phone_call",  # the default model does not take "auto" (warning 13335)
        enhanced=True,
        profanity_filter=False,
        hints=_hints(turn, way) or None,
        num_digits=1,
        finish_on_key="",  # so that # and * are keys like others
        timeout=SILENCE_S,
        barge_in=True,
        action_on_empty_result=True,
    )
    for part in parts:
        gather.append(_say(part))
    document.redirect(way.next, method="POST")
    return str(document)


def write_dial(words: Part, number: str, way: Way) -> str:
    """Return the document that puts the caller through, and asks us again when nobody answers."""
    document = VoiceResponse()
    document.append(_say(words))
    document.dial(number, action=way.next, method="POST", timeout=RING_S, answer_on_bridge=True)
    return str(document)


def _say(part: Part) -> Say:
    """Say the part with its marks for phones, dates, and the like, which the voices of Amazon Polly know."""
    language = LOCALES[part.language]
    said = Say(voice=VOICES[part.language], language=language)
    _copy(ElementTree.fromstring(f"<speak>{to_ssml(part.text, language)}</speak>"), said)
    return said


def _copy(marked: ElementTree.Element, target: TwiML) -> None:
    """Nest text and marks as the library does it, which sees to what has to be escaped."""
    if marked.text:
        target.append(marked.text)
    for child in marked:
        _copy(child, target.add_child(child.tag, **child.attrib))
        if child.tail:
            target.append(child.tail)


def _hints(turn: SpokenTurn, way: Way) -> str:
    """The choices first, which are said next."""
    if turn.language != ENGLISH:
        return ""
    titles = [choice.title.replace(",", " ") for choice in turn.reply.choices]
    return ",".join([*titles, *way.hints][:MOST_HINTS])
