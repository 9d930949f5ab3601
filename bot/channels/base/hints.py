"""What a citizen is told once in a conversation, whichever process they reach."""

from __future__ import annotations

from sqlalchemy import insert
from sqlalchemy.engine import Engine
from sqlalchemy.exc import IntegrityError

from bot.channels.base.tables import HINT


class Hints:
    """The hints of a database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def give(self, conversation: str, hint: str) -> bool:
        """Whether the hint is to be given now; from then on it was."""
        try:
            with self._engine.begin() as connection:
                connection.execute(insert(HINT), {"conversation": conversation, "hint": hint})
        except IntegrityError:
            return False
        return True
