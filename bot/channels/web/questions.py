"""Reads what a citizen asks, in words or by a choice, into a Question; raises WebError for anything else."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from bot.channels.incoming import MAX_TEXT, clean
from bot.channels.web.answering import CARD_NUMBER
from bot.channels.web.catalog import Catalog
from bot.channels.web.conversations import Question, Turn
from bot.channels.web.errors import WebError
from bot.channels.web.payment_cards import mask_card_numbers
from bot.channels.web.words import read_words

MESSAGE = re.compile(r"[A-Za-z0-9_-]{8,64}")
_CHOOSE = re.compile(r"/choose_option(\{.*\})")
# Controls, formats (zero width, bidirectional, tags), surrogates, and characters that nobody has assigned.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


def read_question(
    data: Mapping[str, Any], find_turns: Callable[[], Sequence[Turn]], catalog: Catalog
) -> Question:
    """Return the question that a message asks.

    Args:
        data: `id` and either `text` or `choice`, as they came.
        find_turns: gives the conversation so far, whose choices are the ones that may be made.
        catalog: the records, each of which may be chosen too.
    """
    message, text, choice = data.get("id"), data.get("text"), data.get("choice")
    if not isinstance(message, str) or not MESSAGE.fullmatch(message):
        raise WebError("bad_request")
    if isinstance(choice, str) and text is None:
        return Question(message, _title_of(choice, find_turns(), catalog), choice)
    if isinstance(text, str) and choice is None:
        return _read_words(message, text)
    raise WebError("bad_request")


def _read_words(message: str, text: str) -> Question:
    if len(text) > MAX_TEXT:
        raise WebError("too_long")
    words = clean(drop_unseen(text).lstrip("/ "))
    masked = mask_card_numbers(words, read_words().masked)
    return Question(message, masked, CARD_NUMBER if masked != words else words)


def drop_unseen(text: str) -> str:
    """Return the text in one line without what nobody can see, or a database cannot take."""
    return " ".join("".join(" " if unicodedata.category(c) in _UNSEEN else c for c in text).split())


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
    if found is None or clean(choice) != choice:
        return ""
    return str(json.loads(found[1])["option"])
