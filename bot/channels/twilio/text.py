"""Writes a reply as one text message: in two segments if it can be, with its choices and one link.

Takes the channel-neutral reply; what is left out of it stands on the page that the link opens. Where there is
none, nothing is left out.
"""

from __future__ import annotations

from twilio.twiml.messaging_response import MessagingResponse

from bot.channels.base.neutral import Reply
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
    return _shorten(said, tail)


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
    kept: list[list[str]] = []
    for text in said:
        kept.append([])
        for sentence in _sentences(text):
            tried = [" ".join(part) for part in (*kept[:-1], [*kept[-1], sentence]) if part]
            if any(kept) and count_segments("\n".join([*tried, *tail])) > AIM:
                return "\n".join([*(" ".join(part) for part in kept if part), *tail])
            kept[-1].append(sentence)
    return "\n".join([*(" ".join(part) for part in kept), *tail])


def _sentences(text: str) -> list[str]:
    """The sentences of a text; the lines of a list stay lines of their own."""
    return [sentence for line in text.split("\n") for sentence in split_sentences(line) or [line]]


def _cut(said: list[str], tail: list[str]) -> str:
    """The whole, but for what Twilio would not take; the tail is never cut."""
    room = MOST - len("\n".join(["", *tail]))
    text = "\n".join(said)
    if len(text) > room:
        text = text[: max(room - 3, 0)].rsplit(" ", 1)[0] + "..."
    return "\n".join([text, *tail])[:MOST]
