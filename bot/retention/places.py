"""Every place that keeps something of a conversation: one literal list, for deletion, expiry, and exports.

Whoever adds a table with a conversation's data adds it here; a test compares the list with the database.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Column, Table

from bot.channels.base.tables import CONVERSATION, FEEDBACK, HINT, RECIPIENT, TURN
from bot.engine.tables import TURN as TRACKED
from bot.handoff.tables import CONTACT_REQUEST, HANDOFF
from bot.journal.tables import ENTRY as JOURNAL
from bot.review.tables import TURN as REVIEWED


@dataclass(frozen=True)
class Place:
    """A table with rows of conversations."""

    table: Table
    sender: Column
    """Rasa's name of the conversation."""
    at: Column | None = None
    """When the row was written; without it, it goes with its conversation only."""
    unlinks: bool = False
    """Whether the row stays, with nothing that tells whose it was."""


PLACES = (
    # Its row goes first: whoever adds something holds it, and finds it gone afterwards.
    Place(CONVERSATION, CONVERSATION.c.id),
    Place(FEEDBACK, FEEDBACK.c.conversation, FEEDBACK.c.at),
    Place(TURN, TURN.c.conversation, TURN.c.at),
    Place(JOURNAL, JOURNAL.c.conversation, JOURNAL.c.at),
    Place(REVIEWED, REVIEWED.c.conversation, REVIEWED.c.at),
    Place(HINT, HINT.c.conversation),
    Place(RECIPIENT, RECIPIENT.c.sender),
    Place(TRACKED, TRACKED.c.sender, TRACKED.c.at),
    Place(HANDOFF, HANDOFF.c.sender),
    # Somebody who asked to be called still wants to be; it expires by itself.
    Place(CONTACT_REQUEST, CONTACT_REQUEST.c.sender, unlinks=True),
)
