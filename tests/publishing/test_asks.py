"""Asks that were drafted go live with their model, and go back with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bot.authoring.lists import AddAsk
from bot.authoring.workspace import Workspace
from bot.knowledge.files import read_records
from bot.knowledge.store import Store
from bot.publishing.asks import KNOWLEDGE, Asks
from bot.publishing.model import Model
from bot.publishing.room import Room
from tests.publishing.conftest import add_model, make_checkout


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A small checkout with a git history."""
    return make_checkout(tmp_path / "checkout")


@pytest.fixture
def asked(store: Store, checkout: Path) -> Callable[[], tuple[str, ...]]:
    """What the record is asked by now."""
    store.save_all(read_records(checkout / KNOWLEDGE))

    def read() -> tuple[str, ...]:
        record = store.get("service:pothole")
        assert record
        return tuple(record.asks)

    return read


def made_from(room: Room, content: str, commit: str) -> Model:
    return replace(add_model(room, content, is_met=None), commit=commit)


def test_drafted_asks_come_and_go_with_their_model(
    room: Room, store: Store, checkout: Path, asked: Callable[[], tuple[str, ...]]
) -> None:
    before = Workspace(checkout).head
    after = Workspace(checkout).apply(AddAsk("service:pothole", "my tire is busted"), "tess", "heard").id
    asks = Asks(store, checkout / KNOWLEDGE, checkout)
    assert asked() == ("hole in the road",)
    assert asks.follow(made_from(room, "new", after)) == 1
    assert asked() == ("hole in the road", "my tire is busted")
    assert asks.follow(made_from(room, "old", before)) == 1
    assert asked() == ("hole in the road",)


def test_the_checkouts_own_asks_come_back_after_a_published_model(
    room: Room, store: Store, checkout: Path, asked: Callable[[], tuple[str, ...]]
) -> None:
    after = Workspace(checkout).apply(AddAsk("service:pothole", "my tire is busted"), "tess", "heard").id
    asks = Asks(store, checkout / KNOWLEDGE, checkout)
    store.save_all([replace(record, title="Report a hole") for record in store.all()])
    assert asks.follow(None) == 0
    assert asks.follow(made_from(room, "new", after)) == 1
    assert asks.follow(None) == 1
    assert asked() == ("hole in the road",)
    record = store.get("service:pothole")
    assert record and record.title == "Report a hole", "an edit of staff stays"
