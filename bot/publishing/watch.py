"""Watches the first minutes after a publish; goes back to the model before when errors or refusals jump."""

from __future__ import annotations

import time

from sqlalchemy import select

from bot.errors import OversightError
from bot.journal.figures import Volume, count_turns
from bot.publishing.jump import KINDS, Count, Kind, has_jumped
from bot.publishing.publication import AUTOMATIC, JUMPED, STEADY, WATCHING, Publication, read_publication
from bot.publishing.publisher import Publisher
from bot.publishing.tables import PUBLICATION

WHO = "watch"
WATCHED_S = 30 * 60.0
BEFORE_S = 7 * 86400.0
"""So long a time before the publish says what is usual."""
TAKES_S = 10.0
"""Until every assistant has taken the model over, the turns are still the old model's."""


def watch(publisher: Publisher, now: float | None = None) -> Publication | None:
    """Look at the publication that is watched, if any; return it when it was rolled back."""
    now = time.time() if now is None else now
    engine = publisher.stock.engine
    query = select(PUBLICATION).where(PUBLICATION.c.watch == WATCHING).order_by(PUBLICATION.c.id.desc())
    with engine.connect() as connection:
        row = connection.execute(query.limit(1)).first()
    if row is None:
        return None
    publication = read_publication(row)
    begins, ends = publication.at + TAKES_S, publication.at + WATCHED_S
    before = count_turns(engine, publication.at - BEFORE_S, publication.at)
    after = count_turns(engine, begins, min(now, ends))
    told = "; ".join(_tell(kind, before, after) for kind in KINDS)
    if any(has_jumped(_count(before, kind), _count(after, kind), kind) for kind in KINDS):
        return _go_back(publisher, publication, told)
    publisher.note_watch(publication.id, STEADY if now >= ends else WATCHING, told)
    return None


def _go_back(publisher: Publisher, publication: Publication, told: str) -> Publication | None:
    """Roll back; where there is nothing to go back to, say so and leave it to people."""
    publisher.note_watch(publication.id, JUMPED, told)
    if publication.before is None:
        return None
    try:
        publisher.roll_back(publication.before, WHO, f"After model {publication.model}: {told}", AUTOMATIC)
    except OversightError as error:
        publisher.note_watch(publication.id, JUMPED, f"{told}. Not rolled back: {error}")
        return None
    return publication


def _count(volume: Volume, kind: Kind) -> Count:
    return Count(sum(volume.outcomes.get(name, 0) for name in kind.outcomes), volume.turns)


def _tell(kind: Kind, before: Volume, after: Volume) -> str:
    then, since = _count(before, kind), _count(after, kind)
    usual = f"before {100 * then.share:.1f} % of {then.turns}"
    return f"{kind.name} {100 * since.share:.1f} % of {since.turns}, {usual}"
