"""Two needs in one message: "How do I renew my tag, and where do I vote?" gets both answers."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.dialogue.answer import remember
from bot.dialogue.desk import Desk
from bot.dialogue.intents import query_of
from bot.dialogue.reply import Reply
from bot.dialogue.subject import content_words
from bot.dialogue.turn import Turn
from bot.dialogue.wording import tell
from bot.knowledge.search.decision import Band, Finding

CLEAR = 0.75
"""Chance from which each half must have found its record; less clear ones are answered as one question."""
_ASKING = (
    r"(?:how|where|what|when|who|which|can|could|do|does|is|are|should"
    r"|i(?:'d)?\s+(?:also\s+)?(?:need|want|like))"
)
_BETWEEN = re.compile(
    rf"(?:[?;.]|,?\s+(?:and|also|plus))\s+(?:(?:and|also|then)\s+)*(?={_ASKING}\b)", re.IGNORECASE
)
_ASKS = re.compile(rf"\b{_ASKING}\b", re.IGNORECASE)


def answer_both(turn: Turn, desk: Desk) -> Reply | None:
    """Tell the records of both needs; None when there is one need, or when either is unclear."""
    halves = split_needs(turn.text)
    if halves is None:
        return None
    whole = query_of(turn)
    findings = [desk.find(replace(whole, text=half, reading=None, context=None)) for half in halves]
    records = tuple(finding.hits[0].record for finding in findings if _is_clear(finding))
    if len({record.id for record in records}) < len(halves):
        return None
    says = [say for record in records for say in tell(record, None, desk, turn.today)]
    memory = replace(
        remember(turn.memory, records[0], None, "question"), options=tuple(record.id for record in records)
    )
    score = min(finding.right for finding in findings)
    return Reply(tuple(says), "answer", memory, records, None, score)


def split_needs(text: str) -> tuple[str, str] | None:
    """The two halves of a message that asks twice, each naming something of its own; else None."""
    between = _BETWEEN.search(text)
    if between is None:
        return None
    halves = text[: between.start()].strip(), text[between.end() :].strip()
    if not all(_ASKS.search(half) and content_words(half) for half in halves):
        return None
    return halves


def _is_clear(finding: Finding) -> bool:
    return finding.band is Band.ANSWER and finding.right >= CLEAR
