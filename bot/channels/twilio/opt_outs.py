"""Who wants no more text messages: kept by pseudonym until they come back, as the law asks.

Twilio knows it too, and refuses what is sent to them; we send nothing in the first place.
"""

from __future__ import annotations

import logging
import time

from sqlalchemy import Column, Float, MetaData, String, Table, delete, select
from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError

from bot.channels.base.tables import SENDER
from bot.knowledge.database import insert_into, make_tables

logger = logging.getLogger(__name__)
METADATA = MetaData()
OPT_OUT = Table(
    "opt_out",
    METADATA,
    Column("sender", String(SENDER), primary_key=True),
    Column("since", Float, nullable=False),
)
"""`sender` is Rasa's, a pseudonym; nothing else is known of whom it stands for."""
STOP = frozenset("stop stopall unsubscribe cancel end quit revoke optout".split())
START = frozenset("start unstop yes".split())
HELP = frozenset("help info".split())
"""Single words that Twilio itself acts on, whatever they may mean elsewhere."""
AYUDA = frozenset("ayuda alto parar".split())
"""Those it does not know unless it is told: the help in Spanish says which word stops."""


class OptOuts:
    """The opt-outs of a database; the table is made when it is missing."""

    def __init__(self, engine: Engine) -> None:
        make_tables(engine, METADATA)
        self._engine = engine

    def has(self, sender: str) -> bool:
        """Whether the sender is not to be written to; when that cannot be read, they are."""
        mine = select(OPT_OUT.c.sender).where(OPT_OUT.c.sender == sender)
        try:
            with self._engine.connect() as connection:
                return connection.execute(mine).first() is not None
        except SQLAlchemyError as error:
            logger.error("sms.opt.unread error=%s", type(error).__name__)
            return False

    def add(self, sender: str) -> None:
        """Write to the sender no more."""
        row = insert_into(self._engine, OPT_OUT).values(sender=sender, since=time.time())
        with self._engine.begin() as connection:
            connection.execute(row.on_conflict_do_nothing())

    def remove(self, sender: str) -> None:
        """They are back."""
        with self._engine.begin() as connection:
            connection.execute(delete(OPT_OUT).where(OPT_OUT.c.sender == sender))


def keyword(body: str, told: str | None, *, is_out: bool) -> str | None:
    """Return "STOP", "START", "HELP", or "AYUDA", if the message is nothing but that.

    Args:
        body: the words.
        told: what Twilio took it for (`OptOutType`), if the account has its own keywords.
        is_out: whether the sender has opted out; only then a yes is a START.
    """
    if told:
        return told.upper()
    word = body.strip(" .!").casefold()
    if word in STOP:
        return "STOP"
    if word in HELP:
        return "HELP"
    if word in AYUDA:
        return "AYUDA"
    return "START" if word in START and (is_out or word != "yes") else None
