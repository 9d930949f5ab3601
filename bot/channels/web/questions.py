"""Reads what a citizen asks, in words or by a choice; raises WebError for anything else."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from bot.channels.base.cleaning import is_own_payload
from bot.channels.base.message import Said
from bot.channels.base.turns import Turn
from bot.channels.web.catalog import Catalog
from bot.channels.web.errors import WebError

MESSAGE = re.compile(r"[A-Za-z0-9_-]{8,64}")
_CHOOSE = re.compile(r"/choose_option(\{.*\})")


def read_question(
    data: Mapping[str, Any],
    conversation: str,
    find_turns: Callable[[], Sequence[Turn]],
    catalog: Catalog,
    *,
    address: str,
) -> Said:
    """Return what a message says.

    Args:
        data: `id` and either `text` or `choice`, as they came.
        conversation: where it is said.
        find_turns: gives the conversation so far, whose choices are the ones that may be made.
        catalog: the records, each of which may be chosen too.
        address: who says it.
    """
    message, text, choice = data.get("id"), data.get("text"), data.get("choice")
    if not isinstance(message, str) or not MESSAGE.fullmatch(message):
        raise WebError("bad_request")
    if isinstance(choice, str) and text is None:
        title = _title_of(choice, find_turns(), catalog)
        return Said(conversation, title, id=message, payload=choice, address=address)
    if isinstance(text, str) and choice is None:
        return Said(conversation, text, id=message, address=address)
    raise WebError("bad_request")


def _title_of(choice: str, turns: Sequence[Turn], catalog: Catalog) -> str:
    """What a choice was shown as; raises WebError `bad_request` for one that was never offered."""
    for turn in reversed(turns):
        reply = turn.reply or {}
        for offered in (*reply.get("choices", ()), *reply.get("quick_replies", ())):
            if offered["payload"] == choice:
                return str(offered["title"])
    record = catalog.record(_record_in(choice))
    if record is None:
        raise WebError("bad_request")
    return record.title


def _record_in(choice: str) -> str:
    """The id of the record that a choice names, or nothing."""
    found = _CHOOSE.fullmatch(choice)
    if found is None or not is_own_payload(choice):
        return ""
    return str(json.loads(found[1])["option"])
