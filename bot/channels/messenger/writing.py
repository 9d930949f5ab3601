"""Writes a reply as Messenger shows it: texts, the last of them with quick replies."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.channels.base.neutral import Reply
from bot.channels.messaging.connector import number_choices
from bot.channels.messaging.splitting import split_text
from bot.channels.messaging.words import Words

MOST_TEXT = 2000
MOST_QUICK_REPLIES = 13
MOST_TITLE = 20
MOST_PAYLOAD = 1000


def write_messages(rendered: Mapping[str, Any], reference: str, words: Words) -> list[dict[str, Any]]:
    """Return the `message` objects of a reply, in order.

    Args:
        rendered: the neutral reply as JSON, perhaps with an `agent`.
        reference: the id by which a quick reply will name the reply.
        words: the channel's own.
    """
    reply = Reply.from_data(rendered)
    quick_replies = _quick_replies(reply, reference)
    # What a button cuts off is told in full beside it.
    if not quick_replies or any(len(choice.title) > MOST_TITLE for choice in reply.choices):
        reply = number_choices(reply, words)
    pages = [f"{link.title}: {link.url}" for link in reply.links]
    told = "\n\n".join([*reply.texts, *pages])
    if rendered.get("agent"):
        told = f"{rendered['agent']}: {told}"
    messages: list[dict[str, Any]] = [{"text": part} for part in split_text(told, MOST_TEXT)]
    if quick_replies:
        messages = messages or [{"text": words.choose}]
        messages[-1]["quick_replies"] = quick_replies
    return messages


def read_payload(payload: str) -> tuple[str, int]:
    """Return the reference and the place (from 0) that a quick reply of ours names; -1 for any other."""
    place, _, reference = payload.partition(":")
    is_ours = place.isascii() and place.isdigit() and len(place) < 4
    return (reference, int(place) - 1) if is_ours else ("", -1)


def _quick_replies(reply: Reply, reference: str) -> list[dict[str, str]]:
    """The choices as buttons, numbered where their titles are cut; none when there are too many."""
    titles = [choice.title for choice in reply.choices]
    if len(titles) > MOST_QUICK_REPLIES or not reference or len(reference) > MOST_PAYLOAD - 4:
        return []
    if any(len(title) > MOST_TITLE for title in titles):
        titles = [_cut(f"{number}. {title}") for number, title in enumerate(titles, start=1)]
    return [
        {"content_type": "text", "title": title, "payload": f"{number}:{reference}"}
        for number, title in enumerate(titles, start=1)
    ]


def _cut(title: str) -> str:
    return title if len(title) <= MOST_TITLE else title[: MOST_TITLE - 1].rstrip() + "…"
