"""Finds records for staff: by words, type, agency, topic, status, and whether their review is due."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Text, cast, func, select
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from bot.knowledge.database import reporting
from bot.knowledge.record import Record
from bot.knowledge.store import read_row
from bot.knowledge.tables import RecordRow

ESCAPE = "\\"


@dataclass(frozen=True)
class Wanted:
    """What is looked for; an empty field fits everything."""

    words: str = ""
    type: str = ""
    agency: str = ""
    topic: str = ""
    status: str = ""
    due_by: date | None = None
    """Only published records whose review is due on this day or before, the longest overdue first."""


def find_records(engine: Engine, wanted: Wanted, *, skip: int, most: int) -> tuple[list[Record], int]:
    """Return some of the records that fit, in their order, and how many fit."""
    fitting = _conditions(wanted)
    order = (RecordRow.review_by, RecordRow.position) if wanted.due_by else (RecordRow.position,)
    page = select(RecordRow).where(*fitting).order_by(*order, RecordRow.id).offset(skip).limit(most)
    with reporting(engine), Session(engine, future=True) as session:
        count = session.execute(select(func.count()).select_from(RecordRow).where(*fitting)).scalar_one()
        return [read_row(row) for row in session.execute(page).scalars()], int(count)


def _conditions(wanted: Wanted) -> Sequence[object]:
    found: list[object] = []
    for word in wanted.words.split():
        texts = (RecordRow.id, RecordRow.title, RecordRow.summary, cast(RecordRow.keywords, Text))
        pattern = f"%{_plain(word.lower())}%"
        found.append(
            func.lower(texts[0] + " " + texts[1] + " " + texts[2] + " " + texts[3]).like(pattern, ESCAPE)
        )
    named = {"type": wanted.type, "agency": wanted.agency, "status": wanted.status}
    found += [getattr(RecordRow, name) == value for name, value in named.items() if value]
    if wanted.topic:
        found.append(cast(RecordRow.topics, Text).like(f'%"{_plain(wanted.topic)}"%', ESCAPE))
    if wanted.due_by:
        found += [RecordRow.status == "published", RecordRow.review_by <= wanted.due_by]
    return found


def _plain(text: str) -> str:
    """Text in which nothing stands for anything else."""
    for sign in (ESCAPE, "%", "_"):
        text = text.replace(sign, ESCAPE + sign)
    return text
