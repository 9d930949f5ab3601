"""Asks go live with the model they were drafted with, and go back with it; nobody has to load them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.authoring.workspace import Workspace
from bot.knowledge.files import read_records
from bot.knowledge.store import Store
from bot.publishing.model import Model

KNOWLEDGE = Path("data", "knowledge")


class Asks:
    """The asks of the published records.

    Args:
        store: the records.
        knowledge: the folder of knowledge files that a set-up uses.
        checkout: the folder whose repository has the drafts.
    """

    def __init__(self, store: Store, knowledge: Path, checkout: Path) -> None:
        self._store = store
        self._knowledge = knowledge
        self._checkout = checkout
        self._followed: int | None = None

    def follow(self, model: Model | None) -> int:
        """Give records the asks of the data that a model was made from; return how many changed.

        Nothing else of a record changes. None stands for the checkout's own model, and is followed only
        after another one: what the knowledge files say was loaded by whoever started the assistant.
        """
        wanted = None if model is None else model.id
        if wanted == self._followed:
            return 0
        changed = self._load(model)
        self._followed = wanted
        return changed

    def _load(self, model: Model | None) -> int:
        own = self._checkout / KNOWLEDGE
        if model is None or model.commit is None or self._knowledge.resolve() != own.resolve():
            return give_asks(self._store, self._knowledge)
        with TemporaryDirectory(prefix="missi-asks-") as folder:
            Workspace(self._checkout).export(Path(folder), model.commit)
            return give_asks(self._store, Path(folder) / KNOWLEDGE)


def give_asks(store: Store, knowledge: Path) -> int:
    """Give the published records the asks of knowledge files; return how many changed."""
    asks = {record.id: record.asks for record in read_records(knowledge)}
    changed = [
        replace(record, asks=asks[record.id])
        for record in store.all()
        if asks.get(record.id, record.asks) != record.asks
    ]
    if changed:
        store.save_all(changed)
    return len(changed)
