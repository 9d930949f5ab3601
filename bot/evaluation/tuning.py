"""Reads the tuning questions (`data/tuning/`) as examples to fit the search on.

Each is understood by the trained assistant first: the fit sees the intents and names that search sees.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from rasa.core.agent import Agent
from rasa.utils.log_utils import configure_structlog

from actions.understanding import read_parse
from bot.dialogue.intents import query_of
from bot.dialogue.memory import Memory
from bot.evaluation.disturbance import disturb
from bot.evaluation.judge import is_wanted
from bot.knowledge.search.fitting import Example
from bot.knowledge.search.searcher import Searcher
from bot.operations.model import model_path
from bot.settings import Settings
from bot.yaml_files import read_lists

EVERY = 2  # questions, of which one is also asked with a slip
SLIPS = ("neighbor key", "dropped letter", "swapped letters", "doubled letter", "no punctuation")
ANY_DAY = date(2026, 11, 21)  # no question of the tuning set depends on the day


def read_examples(folder: Path, settings: Settings, searcher: Searcher) -> list[Example]:
    """Return the examples of every file; `after` is the record told before, `records` are the right ones."""
    items = read_lists(folder)
    families = [*range(len(items)), *range(0, len(items), EVERY)]
    items += [item | {"text": _mistype(item["text"], n)} for n, item in enumerate(items) if n % EVERY == 0]
    parses = asyncio.run(_understand([item["text"] for item in items], settings))
    ids = [record.id for record in searcher.index.records]
    return [_example(item, parse, ids, family) for item, parse, family in zip(items, parses, families)]


def _mistype(text: str, number: int) -> str:
    """The text with a slip, so that the fit knows what slips do to every signal."""
    slips = {kind: changed for kind, changed in disturb(text) if kind in SLIPS}
    return slips.get(SLIPS[number // EVERY % len(SLIPS)], text)


async def _understand(texts: Sequence[str], settings: Settings) -> list[dict[str, Any]]:
    configure_structlog(logging.ERROR)  # else a line of each question
    agent = Agent.load(str(model_path(settings)))
    return [await agent.parse_message(text) for text in texts]


def _example(item: Mapping[str, Any], parse: Mapping[str, Any], ids: Sequence[str], family: int) -> Example:
    turn = read_parse(parse, today=ANY_DAY, memory=Memory(record=item.get("after")))
    right = frozenset(i for i in ids for wanted in item.get("records", ()) if is_wanted(i, wanted))
    return Example(query_of(turn), right, family)
