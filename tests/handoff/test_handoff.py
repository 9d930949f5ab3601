"""The citizen's side on both databases: waiting, being called back, deleting, and who owns what."""

from __future__ import annotations

import json
import stat
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import insert, select, update
from sqlalchemy.engine import Engine

from bot.audit.log import AuditLog
from bot.channels.base.phrases import read_phrases
from bot.handoff.contacts import read_reach
from bot.handoff.handoff import NOBODY, Handoff, Heard
from bot.handoff.hours import STATE_TIME
from bot.handoff.owners import Standing
from bot.handoff.tables import AGENT, CONTACT_REQUEST, HANDOFF, PICKUP
from bot.handoff.told import Told, show_wait
from bot.handoff.vault import Vault
from bot.knowledge.database import migrate
from bot.knowledge.record import Record
from bot.knowledge.store import Store
from bot.settings import HandoffSettings, read_settings

MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=STATE_TIME)
THANKSGIVING = datetime(2026, 11, 26, 10, 0, tzinfo=STATE_TIME)
AGENTS = {"a" * 32: "Ana of ITS", "b" * 32: "Ben"}


@dataclass
class Clock:
    now: datetime = MONDAY

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Door:
    """A front door as far as the handoff sees one."""

    handoff: Handoff
    log: AuditLog
    clock: Clock
    said: list[Told] = field(default_factory=list)

    def hears(self, words: str, sender: str = "web-1", payload: str | None = None) -> Told | None:
        """What the door says to words or to a button."""
        return self.handoff.hear(Heard(sender, "web", words, payload), self.handoff.standing(sender))

    def wants(self, sender: str = "web-1", *, is_live: bool = True) -> list[str]:
        """What is said when somebody asks for a person."""
        return responses(self.handoff.request(sender, "web", is_live=is_live))


def responses(told: Told | None) -> list[str]:
    assert told is not None
    phrases = read_phrases()
    for line in told.lines:
        phrases[line.response].format(**line.values)
    return [line.response for line in told.lines]


@pytest.fixture
def open_door(engine: Engine, tmp_path: Path, shipped: tuple[Record, ...]) -> Callable[..., Door]:
    migrate(engine)
    store = Store(engine)
    store.save_all([record for record in shipped if record.id.startswith("event:holiday-")])

    def open_door(**settings: object) -> Door:
        chosen = HandoffSettings(agents=AGENTS)
        all_settings = read_settings({"MISSI_VAR": str(tmp_path)})
        all_settings = replace(all_settings, handoff=replace(chosen, **settings))
        log, clock = AuditLog(engine), Clock()
        return Door(
            Handoff(engine, log, store, all_settings, lambda s: f"conversation:{s}", clock), log, clock
        )

    return open_door


@pytest.fixture
def door(open_door: Callable[..., Door]) -> Door:
    """A door with Ana at work behind it."""
    door = open_door()
    door.handoff.agents.note("Ana of ITS")
    return door


def test_nobody_is_the_bots(door: Door) -> None:
    assert door.handoff.owners.owner_of("web-1") == "bot"
    assert door.hears("hello") is None and door.handoff.status("web-1") == NOBODY


def test_whoever_asks_for_a_person_waits_in_line_and_the_bot_is_silent(door: Door) -> None:
    assert door.wants() == ["utter_queue_joined"]
    assert door.wants("web-2") == ["utter_queue_joined"]
    assert door.wants() == ["utter_queue_joined"], "asking again costs no place"
    assert door.handoff.status("web-1") == {"owner": "queued", "agent": None, "position": 1, "wait": None}
    assert door.handoff.status("web-2")["position"] == 2
    assert responses(door.hears("are you there?")) == ["utter_queue_waiting"]
    assert responses(door.hears("", payload="/leave_queue")) == ["utter_queue_left"]
    assert door.hears("renew my tag") is None and door.handoff.status("web-2")["position"] == 1


def test_an_agent_owns_the_conversation_until_it_is_given_back(door: Door) -> None:
    door.wants()
    agents = door.handoff.agents
    assert agents.take("Ana of ITS", "web-1") and not agents.take("Ben", "web-1")
    assert door.handoff.owners.owner_of("web-1") == "agent"
    assert door.hears("thank you") == Told(), "the bot says nothing"
    assert not agents.release("Ben", "web-1", "bot"), "it is Ana's"
    assert agents.release("Ana of ITS", "web-1", "bot")
    assert door.hears("thank you") is None
    assert [(e.action, e.who) for e in door.log.entries()] == [
        ("handoff.take", "Ana of ITS"),
        ("handoff.return", "Ana of ITS"),
    ]


def test_after_a_closed_talk_the_bot_answers_again(door: Door) -> None:
    door.wants()
    door.handoff.agents.take("Ana of ITS", "web-1")
    door.handoff.agents.release("Ana of ITS", "web-1", "closed")
    assert door.handoff.owners.owner_of("web-1") == "closed"
    assert door.hears("one more thing") is None
    assert door.handoff.owners.owner_of("web-1") == "bot"
    assert door.wants() == ["utter_queue_joined"]


def test_only_one_of_many_agents_takes_a_conversation(door: Door) -> None:
    door.wants()
    with ThreadPoolExecutor(8) as pool:
        taken = list(pool.map(lambda n: door.handoff.agents.take(f"agent {n}", "web-1"), range(8)))
    assert sum(taken) == 1


def test_the_wait_is_told_when_it_is_known(door: Door, engine: Engine) -> None:
    now = time.time()
    with engine.begin() as connection:
        connection.execute(insert(PICKUP), [{"at": now, "waited": w} for w in (10.0, 130.0)])
    assert door.wants() == ["utter_queue_joined"], "two tell nothing"
    with engine.begin() as connection:
        connection.execute(insert(PICKUP), {"at": now, "waited": 4000.0})
        connection.execute(insert(PICKUP), [{"at": now - 9000, "waited": 1.0}] * 9)
    told = door.handoff.request("web-2", "web", is_live=True)
    assert responses(told) == ["utter_queue_joined", "utter_queue_wait"]
    assert told is not None and told.lines[1].values == {"minutes": "3 minutes"}


@pytest.mark.parametrize(("seconds", "words"), [(0, "1 minute"), (60, "1 minute"), (61, "2 minutes")])
def test_a_wait_is_rounded_up(seconds: float, words: str) -> None:
    assert show_wait(seconds) == words


def test_on_a_holiday_a_call_back_is_offered_and_the_holiday_named(door: Door) -> None:
    door.clock.now = THANKSGIVING
    told = door.handoff.request("web-1", "web", is_live=True)
    assert responses(told) == ["utter_nobody_there", "utter_office_holiday", "utter_contact_offer"]
    assert told is not None and "Thanksgiving" in told.lines[1].values["holiday"]
    assert door.handoff.owners.owner_of("web-1") == "bot"


def test_with_nobody_at_work_or_on_another_channel_a_call_back_is_offered(
    door: Door, open_door: Callable[..., Door], engine: Engine
) -> None:
    offered = ["utter_nobody_there", "utter_office_hours", "utter_contact_offer"]
    assert door.wants(is_live=False) == offered
    with engine.begin() as connection:
        connection.execute(update(AGENT).values(seen=0.0))
    assert door.wants() == offered


def test_without_agents_there_is_no_person_to_bring(open_door: Callable[..., Door]) -> None:
    door = open_door(agents={})
    assert door.handoff.request("web-1", "web", is_live=True) is None
    assert door.handoff.people() is None
    assert door.hears("", payload="/leave_contact") is None


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


def test_deleting_takes_a_yes_at_once(door: Door) -> None:
    door.handoff.ask_deletion("web-1", "web")
    told = door.hears("Yes, please!")
    assert told is not None and told.erases and responses(told) == ["utter_deleted"]
    assert door.hears("yes") is None, "it was asked once"
    door.handoff.ask_deletion("web-1", "web")
    assert responses(door.hears("no, keep it")) == ["utter_go_on"]
    door.handoff.ask_deletion("web-1", "web")
    assert door.hears("food stamps") is None and door.hears("yes") is None, "another question is no yes"
    told = door.hears("", payload="/confirm_deletion")
    assert told is not None and told.erases
    assert responses(door.hears("", payload="/keep_conversation")) == ["utter_go_on"]


def test_whoever_waits_in_vain_is_told(door: Door) -> None:
    door.wants()
    assert door.handoff.mind() == []
    door.clock.now = THANKSGIVING
    ((sender, channel, told),) = door.handoff.mind()
    assert (sender, channel) == ("web-1", "web")
    assert responses(told) == ["utter_queue_ended", "utter_office_holiday", "utter_contact_offer"]
    assert door.handoff.owners.owner_of("web-1") == "bot" and door.handoff.mind() == []


def test_whom_an_agent_has_left_is_first_in_line(door: Door, engine: Engine) -> None:
    for sender in ("web-1", "web-2", "web-3"):
        door.wants(sender)
    door.handoff.agents.take("Ana of ITS", "web-1")
    with engine.begin() as connection:
        connection.execute(update(AGENT).values(seen=time.time() - 400))
        connection.execute(insert(AGENT), {"name": "Ben", "seen": time.time()})
    ((sender, _, told),) = door.handoff.mind()
    assert sender == "web-1" and responses(told) == ["utter_queue_again"]
    assert door.handoff.status("web-1")["position"] == 1
