"""The nightly job: whether, and when in the state's time, the drafts are trained and tested."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import insert, select, update
from sqlalchemy.engine import Engine
from sqlalchemy.exc import IntegrityError

from bot.audit.log import AuditLog
from bot.errors import OversightError
from bot.publishing.live import ONLY, hold, prepare_tables
from bot.publishing.tables import SCHEDULE
from bot.settings import STATE_TIME

AUTHOR = "nightly schedule"
DEFAULT = "02:30"
LATE = timedelta(hours=4)
"""Whoever starts the assistant in the morning does not want last night's training at once."""
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


@dataclass(frozen=True)
class Schedule:
    """The one row of the table, which says what each means."""

    is_on: bool
    at: str
    who: str
    changed_at: float | None
    ran_on: str

    def due_night(self, now: datetime) -> str | None:
        """Return the day on which the night began whose job is still to be asked for, or None.

        Args:
            now: a moment of the state's time.
        """
        hour, minute = map(int, self.at.split(":"))
        for day in (now, now - timedelta(days=1)):  # a late evening's job may begin after midnight
            begins = day.replace(hour=hour, minute=minute, second=0, microsecond=0)
            night = begins.date().isoformat()
            if self.is_on and begins <= now < begins + LATE and self.ran_on < night:
                return night
        return None


class Schedules:
    """The schedule of a database."""

    def __init__(self, engine: Engine, audit: AuditLog) -> None:
        prepare_tables(engine)
        self._engine = engine
        self._audit = audit
        row = {"id": ONLY, "is_on": False, "at": DEFAULT, "who": "", "changed_at": None, "ran_on": ""}
        try:
            with engine.begin() as connection:
                if connection.execute(select(SCHEDULE)).first() is None:
                    connection.execute(insert(SCHEDULE), row)
        except IntegrityError:
            pass  # another process was first

    def nightly(self) -> Schedule:
        """Return the schedule."""
        columns = (getattr(SCHEDULE.c, name) for name in Schedule.__dataclass_fields__)
        with self._engine.connect() as connection:
            return Schedule(**dict(connection.execute(select(*columns)).one()._mapping))

    def change(self, is_on: bool, at: str, who: str, why: str) -> None:
        """Switch the nightly job on or off, or give it another time; raises OversightError for no time."""
        if not _TIME.fullmatch(at):
            raise OversightError(f"time: expected one such as 02:30, got {at!r}")
        with self._engine.begin() as connection:
            hold(connection)
            values = {"is_on": is_on, "at": at, "who": who, "changed_at": time.time()}
            connection.execute(update(SCHEDULE).values(**values))
            named = {"action": f"schedule.{'on' if is_on else 'off'}", "subject": "schedule:nightly"}
            self._audit.append(connection, who=who, why=why, details={"at": at}, **named)

    def take(self, now: datetime | None = None) -> bool:
        """Whether tonight's job is to be asked for now; true once a night, whoever asks."""
        now = (now or datetime.now(STATE_TIME)).astimezone(STATE_TIME)
        night = self.nightly().due_night(now)
        if night is None:
            return False
        with self._engine.begin() as connection:
            hold(connection)
            mine = update(SCHEDULE).where(SCHEDULE.c.is_on, SCHEDULE.c.ran_on < night)
            return bool(connection.execute(mine.values(ran_on=night)).rowcount)
