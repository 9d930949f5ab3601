"""Everything that training and publishing work with, wired once for a process."""

from __future__ import annotations

from functools import cached_property

from sqlalchemy.engine import Engine

from bot.knowledge.wiring import open_store
from bot.operations.oversight import Oversight, open_oversight
from bot.publishing.asks import Asks
from bot.publishing.jobs import Jobs
from bot.publishing.models import Models
from bot.publishing.publisher import Publisher
from bot.publishing.schedule import Schedules
from bot.publishing.stock import Stock
from bot.settings import Settings


class Room:
    """The jobs, models, publications, and schedules of a set-up."""

    def __init__(self, oversight: Oversight) -> None:
        self.settings: Settings = oversight.settings
        self.engine: Engine = oversight.engine
        self._oversight = oversight

    @cached_property
    def jobs(self) -> Jobs:
        """What the worker does."""
        return Jobs(self.engine, self._oversight.audit)

    @cached_property
    def models(self) -> Models:
        """What was trained."""
        return Models(self.engine, self._oversight.audit)

    @cached_property
    def stock(self) -> Stock:
        """What can go live."""
        return Stock(self.settings, self.models, self.engine)

    @cached_property
    def publisher(self) -> Publisher:
        """What is live."""
        return Publisher(self.stock, self._oversight.audit)

    @cached_property
    def asks(self) -> Asks:
        """What records are asked by, which follows the live model."""
        settings = self.settings
        return Asks(open_store(settings), settings.knowledge, settings.console.checkout)

    @cached_property
    def schedules(self) -> Schedules:
        """What is done each night."""
        return Schedules(self.engine, self._oversight.audit)


def open_room() -> Room:
    """Open the room of the settings; raises DatabaseError when its database cannot be used."""
    return Room(open_oversight())
