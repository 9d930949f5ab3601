"""Asks for a name and a number, step by step: no word of it reaches Rasa or is kept readable."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.engine import Engine

from bot.handoff.contacts import MOST_NAME, Contacts, read_reach
from bot.handoff.owners import Owners, Standing
from bot.handoff.told import Line, Told
from bot.handoff.vault import Vault
from bot.handoff.webhook import Webhook
from bot.handoff.words import is_cancel

if TYPE_CHECKING:
    from bot.handoff.handoff import Heard

NAME, REACH = "name", "reach"
PRIVATE = frozenset({NAME, REACH})
"""What is asked when the answer must not be kept as it is."""


class ContactForm:
    """The form; its answers lie encrypted with the conversation's owner until the last one is there."""

    def __init__(
        self, engine: Engine, vault: Vault, *, owners: Owners, contacts: Contacts, webhook: Webhook
    ) -> None:
        self._engine = engine
        self._vault = vault
        self._owners = owners
        self._contacts = contacts
        self._webhook = webhook

    def hear(self, heard: Heard, standing: Standing) -> Told | None:
        """Return the next question, or what came of it; None for what is no part of the form."""
        if heard.payload == "/leave_contact":
            return self._ask(heard, NAME, None, "utter_contact_name")
        if standing.asking not in PRIVATE:
            return None
        if heard.payload or is_cancel(heard.words):
            self._owners.ask(heard.sender, heard.channel, None)
            return None if heard.payload else Told((Line("utter_contact_cancelled"),))
        if standing.asking == NAME:
            name = heard.words[:MOST_NAME].strip()
            if not name:
                return self._ask(heard, NAME, None, "utter_contact_name")
            return self._ask(heard, REACH, self._vault.lock({"name": name}), "utter_contact_reach")
        return self._finish(heard, standing)

    def _ask(self, heard: Heard, asking: str, draft: str | None, response: str) -> Told:
        self._owners.ask(heard.sender, heard.channel, asking, draft)
        return Told((Line(response),))

    def _finish(self, heard: Heard, standing: Standing) -> Told:
        reach = read_reach(heard.words)
        if reach is None:
            return Told((Line("utter_contact_unclear"),))
        draft = self._vault.unlock(standing.draft or "")
        if draft is None:  # the key was changed meanwhile
            return self._ask(heard, NAME, None, "utter_contact_name")
        with self._engine.begin() as connection:
            reference = self._contacts.add(connection, heard.sender, draft["name"], reach)
            self._webhook.tell(connection, "contact.request", {"reference": reference})
        self._owners.ask(heard.sender, heard.channel, None)
        values = {"reference": reference, "days": str(self._contacts.days)}
        return Told((Line("utter_contact_taken", values),))
