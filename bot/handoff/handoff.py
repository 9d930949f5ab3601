"""The citizen's side of the handoff: what the door says when a person is wanted, waited for, or there."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any

from sqlalchemy.engine import Engine

from bot.audit.log import AuditLog
from bot.handoff.agents import GONE_S, Agents
from bot.handoff.contact_form import ContactForm
from bot.handoff.contacts import Contacts
from bot.handoff.holidays import Holidays
from bot.handoff.hours import Opening, opening_at, read_hours, show_hours
from bot.handoff.owners import Owners, Standing
from bot.handoff.tables import METADATA
from bot.handoff.told import Line, Told, show_wait
from bot.handoff.vault import open_vault
from bot.handoff.webhook import Webhook
from bot.handoff.words import is_no, is_yes
from bot.knowledge.database import make_tables
from bot.knowledge.store import Store
from bot.settings import Settings

OWN_PAYLOADS = frozenset({"/leave_contact", "/leave_queue", "/confirm_deletion", "/keep_conversation"})
"""Buttons that the door answers itself; Rasa knows none of them."""
NOBODY = {"owner": "bot", "agent": None, "position": None, "wait": None}
"""The status of a conversation that is the bot's."""
FORGOTTEN_S = 1800.0  # after half an hour, words are no longer an answer to what was asked


@dataclass(frozen=True)
class Heard:
    """What a citizen said: the words as they came, or the payload of a button."""

    sender: str
    channel: str
    words: str
    payload: str | None = None


class Handoff:
    """The handoff of a database.

    Args:
        engine: the database of the conversations; the tables are made when they are missing.
        audit: the log of the same database.
        store: the knowledge base, which knows the holidays.
        settings: who may answer, when, and what is encrypted with what.
        pseudonym: what a conversation is called in the audit log.
        now: the present moment.
    """

    def __init__(
        self,
        engine: Engine,
        audit: AuditLog,
        store: Store,
        settings: Settings,
        pseudonym: Callable[[str], str],
        now: Callable[[], datetime] = lambda: datetime.now(timezone.utc),
    ) -> None:
        make_tables(engine, METADATA)
        chosen = settings.handoff
        self.is_staffed = bool(chosen.agents)
        self.owners = Owners(engine)
        self.webhook = Webhook(engine, chosen.webhook_url, chosen.webhook_secret)
        vault = open_vault(chosen.contact_keys, settings.var)
        self.contacts = Contacts(engine, vault, chosen.contact_days)
        parts: dict[str, Any] = {"owners": self.owners, "contacts": self.contacts, "webhook": self.webhook}
        self.agents = Agents(engine, audit, pseudonym=pseudonym, **parts)
        self._form = ContactForm(engine, vault, **parts)
        self._engine = engine
        self._hours = read_hours(chosen.hours)
        self._holidays = Holidays(store)
        self._now = now

    def standing(self, sender: str) -> Standing:
        """Return who owns a conversation, and what the door asked in it, if that is not too long ago."""
        standing = self.owners.standing(sender)
        if standing.asking and standing.owner == "bot" and time.time() - standing.since > FORGOTTEN_S:
            self.owners.ask(sender, "", None)
            return Standing()
        return standing

    def hear(self, heard: Heard, standing: Standing) -> Told | None:
        """Return what the door says by itself, or None when the bot may speak."""
        told = self._hear_deletion(heard, standing)
        if told:
            return told
        if self.is_staffed:
            told = self._form.hear(heard, standing)
        if told:
            return told
        if standing.owner == "queued":
            return self._hear_waiting(heard)
        if standing.owner == "closed":
            with self._engine.begin() as connection:
                self.owners.release(connection, heard.sender, "bot", "closed", None)
        if heard.payload == "/leave_queue" and standing.owner != "agent":  # an old button
            return Told.of("utter_queue_left")
        return Told() if standing.owner == "agent" else None

    def ask_deletion(self, sender: str, channel: str) -> None:
        """Take a yes, in the next message, for the deletion of the conversation."""
        self.owners.ask(sender, channel, "deletion")

    def request(self, sender: str, channel: str, *, is_live: bool) -> Told | None:
        """Bring a person, or offer to call back; None where there are no people at all.

        Args:
            sender: whose conversation it is.
            channel: where it goes on.
            is_live: whether what a person says can be shown there.
        """
        if not self.is_staffed:
            return None
        if not (is_live and self.opening().is_open and self.agents.anybody_there()):
            return Told((*self._absence(), Line("utter_contact_offer")))
        with self._engine.begin() as connection:
            if self.owners.queue(connection, sender, channel):
                self.webhook.tell(connection, "handoff.request", {"conversation": sender, "channel": channel})
        wait = self.owners.usual_wait()
        lines = [Line("utter_queue_joined", {"position": str(self.owners.position(sender))})]
        if wait is not None:
            lines.append(Line("utter_queue_wait", {"minutes": show_wait(wait)}))
        return Told(tuple(lines), is_first=True)

    def opening(self) -> Opening:
        """Return whether people are there now, by the clock and the calendar."""
        return opening_at(self._hours, self._now(), self._holidays.on)

    def status(self, sender: str) -> dict[str, Any]:
        """Return the `owner` of a conversation, its `agent`, the `position` in line, the `wait` (seconds)."""
        if not self.is_staffed:
            return NOBODY
        standing = self.owners.standing(sender)
        if standing.owner != "queued":
            return {"owner": standing.owner, "agent": standing.agent, "position": None, "wait": None}
        wait = self.owners.usual_wait()
        place = {"position": self.owners.position(sender), "wait": None if wait is None else round(wait)}
        return {"owner": "queued", "agent": None} | place

    def people(self) -> dict[str, Any] | None:
        """Return when people are there (`open`, `holiday`, `days`, `opens`, `closes`), None without any."""
        if not self.is_staffed:
            return None
        opening = self.opening()
        hours = {
            "days": [self._hours.first, self._hours.last],
            "opens": self._hours.opens.isoformat("minutes"),
            "closes": self._hours.closes.isoformat("minutes"),
        }
        return {"open": opening.is_open, "holiday": opening.holiday} | hours

    def mind(self) -> list[tuple[str, str, Told]]:
        """Give back what no person comes for, or has left; return sender, channel, and what to say there."""
        news: list[tuple[str, str, Told]] = []
        if not self.opening().is_open or not self.agents.anybody_there():
            lines = (Line("utter_queue_ended"), *self._hours_line(), Line("utter_contact_offer"))
            news += self._release("queued", "bot", self.owners.queued(), Told(lines))
        there = self.agents.seen_within(GONE_S)
        left = [
            (sender, channel, 0.0) for sender, channel, agent in self.owners.taken() if agent not in there
        ]
        return news + self._release("agent", "queued", left, Told((Line("utter_queue_again"),)))

    def _release(
        self, of: str, owner: Any, conversations: list[tuple[str, str, float]], told: Told
    ) -> list[tuple[str, str, Told]]:
        """Change the owner of conversations; those that another process was first with are left out."""
        released = []
        for sender, channel, _ in conversations:
            with self._engine.begin() as connection:
                if self.owners.release(connection, sender, owner, of, None):
                    released.append((sender, channel, told))
        return released

    def _hear_deletion(self, heard: Heard, standing: Standing) -> Told | None:
        is_asked = standing.asking == "deletion"
        if is_asked or heard.payload == "/keep_conversation":
            self.owners.ask(heard.sender, heard.channel, None)
        if heard.payload == "/confirm_deletion" or (is_asked and is_yes(heard.words)):
            return Told((Line("utter_deleted"),), "smalltalk", erases=True)
        if heard.payload == "/keep_conversation" or (is_asked and is_no(heard.words)):
            return Told((Line("utter_go_on"),), "smalltalk")
        return None

    def _hear_waiting(self, heard: Heard) -> Told:
        if heard.payload == "/leave_queue":
            with self._engine.begin() as connection:
                self.owners.release(connection, heard.sender, "bot", "queued", None)
                self.webhook.tell(connection, "handoff.leave", {"conversation": heard.sender})
            return Told((Line("utter_queue_left"),))
        return Told((Line("utter_queue_waiting", {"position": str(self.owners.position(heard.sender))}),))

    def _absence(self) -> tuple[Line, ...]:
        """That nobody is there now, and when somebody is."""
        return (Line("utter_nobody_there"), *self._hours_line())

    def _hours_line(self) -> tuple[Line, ...]:
        opening, values = self.opening(), show_hours(self._hours)
        if opening.holiday:
            return (Line("utter_office_holiday", values | {"holiday": opening.holiday}),)
        return (Line("utter_office_hours", values),)
