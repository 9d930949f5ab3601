"""Contact requests on both databases: asked step by step, kept encrypted, read by agents, gone in time."""

from __future__ import annotations

import json
import stat
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import select, update
from sqlalchemy.engine import Engine

from bot.handoff.contacts import read_reach
from bot.handoff.owners import Standing
from bot.handoff.tables import CONTACT_REQUEST, HANDOFF
from bot.handoff.vault import Vault
from tests.handoff.door import Door, responses


def everything(engine: Engine) -> str:
    with engine.connect() as connection:
        return str([connection.execute(select(table)).all() for table in (HANDOFF, CONTACT_REQUEST)])


def test_a_contact_request_is_taken_step_by_step_and_kept_encrypted(door: Door, engine: Engine) -> None:
    assert responses(door.hears("", payload="/leave_contact")) == ["utter_contact_name"]
    assert responses(door.hears("Jane Quartzdoe")) == ["utter_contact_reach"]
    assert responses(door.hears("my phone")) == ["utter_contact_unclear"]
    assert "Quartzdoe" not in everything(engine)
    told = door.hears("it is (601) 555-0123, thanks")
    assert responses(told) == ["utter_contact_taken"]
    assert told is not None and told.lines[0].values["reference"].startswith("M-")
    assert "Quartzdoe" not in everything(engine) and "555" not in everything(engine)
    assert door.hears("renew my tag") is None, "the door asks nothing more"
    (request,) = door.handoff.agents.read_contacts("Ana of ITS")
    assert (request.name, request.reach, request.sender) == ("Jane Quartzdoe", "601-555-0123", "web-1")
    assert request.reference == told.lines[0].values["reference"]
    entry = next(door.log.entries())
    assert entry.action == "contact.read" and "Quartzdoe" not in json.dumps(entry.as_data())
    assert door.handoff.agents.close_contact("Ana of ITS", request.reference)
    assert not door.handoff.agents.close_contact("Ben", request.reference)
    assert door.handoff.agents.read_contacts("Ana of ITS") == []


def test_a_contact_request_can_be_cancelled_at_each_step(door: Door, engine: Engine) -> None:
    for steps in ([], ["Jane Quartzdoe"]):
        door.hears("", payload="/leave_contact")
        for words in steps:
            door.hears(words)
        assert responses(door.hears("Never mind.")) == ["utter_contact_cancelled"]
        assert door.hears("renew my tag") is None
    assert door.handoff.contacts.open() == []
    door.hears("", payload="/leave_contact")
    assert door.hears("", payload="/browse_topic") is None and door.hears("Jane") is None, (
        "a button ends it too"
    )


def test_what_was_asked_long_ago_is_no_longer_answered(door: Door, engine: Engine) -> None:
    door.hears("", payload="/leave_contact")
    with engine.begin() as connection:
        connection.execute(update(HANDOFF).values(since=time.time() - 3600))
    assert door.handoff.standing("web-1") == Standing()
    assert door.hears("renew my tag") is None


def test_contact_requests_expire(door: Door, engine: Engine) -> None:
    for words in ("Jane", "jane@example.org"):
        door.hears("", payload="/leave_contact") if words == "Jane" else None
        door.hears(words)
    assert [request.reach for request in door.handoff.contacts.open()] == ["jane@example.org"]
    with engine.begin() as connection:
        connection.execute(update(CONTACT_REQUEST).values(at=time.time() - 31 * 86400))
    assert door.handoff.contacts.open() == [] and door.handoff.contacts.expire() == 1


@pytest.mark.parametrize(
    ("text", "reach"),
    [
        ("601 555 0123", "601-555-0123"),
        ("call me at +1 (601) 555-0123 after 5", "601-555-0123"),
        ("6015550123", "601-555-0123"),
        ("jane.doe+x@mail.example.org", "jane.doe+x@mail.example.org"),
        ("555-0123", None),
        ("jane at example", None),
        ("101 555 0123", None),
        ("60155501234567", None),
    ],
)
def test_a_number_or_address_is_read(text: str, reach: str | None) -> None:
    assert read_reach(text) == reach


def test_keys_rotate_and_a_key_of_ones_own_is_nobody_elses(
    open_door: Callable[..., Door], engine: Engine, tmp_path: Path
) -> None:
    old, new = (Fernet.generate_key().decode() for _ in range(2))
    before = open_door(contact_keys=(old,))
    before.hears("", payload="/leave_contact")
    before.hears("Jane")
    before.hears("601-555-0123")
    after = open_door(contact_keys=(new, old))
    assert [request.name for request in after.handoff.contacts.open()] == ["Jane"]
    with engine.begin() as connection:
        assert after.handoff.contacts.renew(connection) == (1, 0)
    assert [request.name for request in open_door(contact_keys=(new,)).handoff.contacts.open()] == ["Jane"]
    assert open_door(contact_keys=(old,)).handoff.contacts.open() == []
    open_door()
    assert stat.S_IMODE((tmp_path / "contact-key").stat().st_mode) == 0o600


def test_what_was_tampered_with_opens_no_more() -> None:
    vault = Vault([Fernet.generate_key().decode()])
    locked = vault.lock({"name": "Jane"})
    assert vault.unlock(locked) == {"name": "Jane"} and vault.unlock(locked[:-4] + "AAAA") is None
