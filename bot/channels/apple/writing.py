"""Writes a reply as the messages that a device can show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.channels.apple import bodies
from bot.channels.apple.bodies import Body
from bot.channels.apple.times import Slot
from bot.channels.base.neutral import Choice, Reply
from bot.channels.messaging.connector import number_choices
from bot.channels.messaging.splitting import split_text
from bot.channels.messaging.words import Words

FEWEST_BUTTONS, MOST_BUTTONS = 2, 5
TIMES = "times"
"""What is kept with a reply whose event has times to pick: a list of slots."""


def write_bodies(
    rendered: Mapping[str, Any], request: str, capabilities: Sequence[str], words: Words
) -> list[Body]:
    """Return the messages of a reply in order: text, pages, times, choices.

    Args:
        rendered: the neutral reply as JSON, perhaps with an `agent` and `times`.
        request: the id by which a pick will name the reply.
        capabilities: what the device says it can show, such as `QUICK` and `LIST`.
        words: the channel's own, in the citizen's language.
    """
    reply = Reply.from_data(rendered)
    picker = _picker(reply.choices, request, capabilities, words)
    if picker is None:
        reply = number_choices(reply, words)
    told = "\n\n".join(reply.texts)
    if rendered.get("agent"):
        told = f"{rendered['agent']}: {told}"
    messages = [bodies.text(part) for part in split_text(told, bodies.MOST_TEXT)]
    messages += [bodies.rich_link(link.title, link.url) for link in reply.links]
    slots = [Slot.from_data(slot) for slot in rendered.get(TIMES, ())]
    if slots and "TIME" in capabilities:
        event = reply.card.title if reply.card else words.pick_time
        messages.append(bodies.time_picker(request, event, words.pick_time, words.time_title, slots))
    return [*messages, *([picker] if picker else [])]


def _picker(
    choices: Sequence[Choice], request: str, capabilities: Sequence[str], words: Words
) -> Body | None:
    """The choices as something to tap; None where the device has nothing that takes so many."""
    titles = [choice.title for choice in choices]
    if FEWEST_BUTTONS <= len(titles) <= MOST_BUTTONS and "QUICK" in capabilities:
        return bodies.quick_reply(request, words.choose, titles)
    if titles and "LIST" in capabilities:
        return bodies.list_picker(request, words.choose, words.open_list, words.chosen, titles)
    return None
