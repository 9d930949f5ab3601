"""Writes a reply as one text message: in two segments if it can be, with its choices and one link.

Takes the channel-neutral reply; what is left out of it stands on the page that the link opens. Where there is
none, nothing is left out, and a caveat never is.
"""

from __future__ import annotations

from collections.abc import Iterator

from twilio.twiml.messaging_response import MessagingResponse

from bot.channels.base.neutral import Reply, is_caveat
from bot.channels.twilio.segments import count_segments, fold
from bot.channels.twilio.words import Words
from bot.voice.sentences import split_sentences

AIM = 2
"""Segments."""
MOST = 1600
"""Characters that Twilio takes."""
DANGER = "safety"


def write_text(reply: Reply, words: Words, lead: str = "") -> str:
    """Return the message; `lead` is said before it, but not before the number of a danger."""
    is_danger = reply.outcome == DANGER
    texts = (*reply.texts, lead) if is_danger else (lead, *reply.texts)
    said = [fold(text) for text in texts if text]
    tail = [*_choices(reply, words), *(link.url for link in reply.links[:1])]
    whole = "\n".join([*said, *tail])
    if is_danger or not reply.links or count_segments(whole) <= AIM:
        return _cut(said, tail)
    caveats = [fold(text) for text in reply.texts if is_caveat(text)]
    return _shorten([text for text in said if text not in caveats], [*caveats, *tail])


def write_document(message: str) -> str:
    """Return the TwiML that sends the message, or nothing when it is empty."""
    document = MessagingResponse()
    if message:
        document.message(message)
    return str(document)


def _choices(reply: Reply, words: Words) -> list[str]:
    if not reply.choices:
        return []
    options = [f"{number}. {fold(choice.title)}" for number, choice in enumerate(reply.choices, 1)]
    return [*options, fold(words.pick)]


def _shorten(said: list[str], tail: list[str]) -> str:
    """As many whole sentences, in their order, as fit with the tail; the first one always."""
    told = ""
    for piece in _pieces(said):
        if told and count_segments("\n".join([told + piece, *tail])) > AIM:
            break
        told = told + piece if told else piece.lstrip("\n")
    return "\n".join([told, *tail])


def _pieces(said: list[str]) -> Iterator[str]:
    """The sentences, each behind what parts it from the one before."""
    for line in (line for text in said for line in text.split("\n")):
        for number, sentence in enumerate(split_sentences(line) or [line]):
            yield (" " if number else "\n") + sentence


def _cut(said: list[str], tail: list[str]) -> str:
    """The whole, but for what Twilio would not take; the tail is never cut."""
    room = MOST - len("\n".join(["", *tail]))
    text = "\n".join(said)
    if len(text) > room:
        text = text[: max(room - 3, 0)].rsplit(" ", 1)[0] + "..."
    return "\n".join([text, *tail])[:MOST]
