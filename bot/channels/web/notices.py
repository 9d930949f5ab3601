"""The notice that everybody should read first, from the table `notice`."""

from __future__ import annotations

import time
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.engine import Engine

from bot.channels.web.links import web_link
from bot.channels.web.tables import NOTICE

LEVELS = ("emergency", "warning", "info")
"""From the one that counts most to the one that counts least."""


def current_notice(engine: Engine, county: str | None = None) -> dict[str, Any] | None:
    """Return `id`, `text`, `url`, `level`, and `counties` of the notice that counts most now.

    Args:
        engine: the database.
        county: whose notices are wanted beside those for everybody; None for all.
    """
    now = time.time()
    begun = or_(NOTICE.c.starts.is_(None), NOTICE.c.starts <= now)
    lasting = or_(NOTICE.c.ends.is_(None), NOTICE.c.ends > now)
    with engine.connect() as connection:
        rows = connection.execute(select(NOTICE).where(begun, lasting).order_by(NOTICE.c.id)).all()
    for_them = [row for row in rows if county is None or not row.counties or county in row.counties.split()]
    if not for_them:
        return None
    first = min(for_them, key=lambda row: LEVELS.index(row.level) if row.level in LEVELS else len(LEVELS))
    return {
        "id": first.id,
        "text": first.text,
        "url": web_link(first.url),
        "level": first.level,
        "counties": first.counties.split(),
    }
