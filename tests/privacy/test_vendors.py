"""Personal data sent over every vendor's channel, and who sent it, is in no file, no log, and no table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from rasa.core.channels.channel import UserMessage
from rasa.core.tracker_store import FailSafeTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered
from sqlalchemy import select
from sqlalchemy.engine import Engine

from bot.channels.base.journal import keep_writing
from bot.channels.base.limits import keep_exchanging
from bot.channels.base.tables import RECIPIENT
from bot.engine.conversations import ConversationStore
from bot.engine.tables import TURN as TRACKED
from bot.journal.tables import ENTRY
from bot.knowledge.database import open_database
from bot.knowledge.record import Record
from tests.channels.served import Obedient, wait_for
from tests.channels.vendors import LOG, NAMES, Vendors, serving_vendors
from tests.conftest import DATABASES, empty_database
from tests.privacy.generated import Planted, planted
from tests.privacy.search import forms, stored

pytestmark = pytest.mark.slow
COUNT = 210
"""Messages by each channel."""
SETTINGS = {
    "MISSI_ADDRESS_RATE": "100000",
    "MISSI_AGENT_TOKENS": "Ana of ITS:" + "a" * 32,
    "MISSI_OFFICE_HOURS": "mon-sun 0:00-23:59",
}
MASKED = 0.95
"""The share of a channel's messages that hold a placeholder in the journal, at least."""
AFTER = 14
"""Messages to a person, by each channel."""
WRITTEN_TO = {"sms", "apple", "messenger"}
"""Channels that keep where the citizen can be written to, encrypted."""
CITIZENS = {
    "alexa": ("amzn1.ask.account.LAB", "amzn1.echo-api.session.LAB"),
    "google": ("sessions/lab-citizen", "lab-citizen"),
    "phone": ("CA" + "0" * 32, "+16015550111", "%2B16015550111", "6015550111", "601-555-0111"),
    "sms": ("+16015550111", "%2B16015550111", "6015550111", "(601) 555-0111"),
    "apple": ("urn:mbid:lab-citizen", "lab-citizen"),
    "messenger": ("lab-citizen",),
}
"""How the vendors call the citizen who speaks: the account, the session, the number, the call."""


class Keeping(Obedient):
    """Also keeps what it hears, as Rasa does."""

    def __init__(self, database: str) -> None:
        super().__init__()
        self._store = FailSafeTrackerStore(ConversationStore(Domain.empty(), host=database))

    async def __call__(self, message: UserMessage) -> None:
        await super().__call__(message)
        tracker = await self._store.get_or_create_tracker(message.sender_id)
        tracker.update(UserUttered(message.text))
        await self._store.save(tracker)


@dataclass(frozen=True)
class Sent:
    """All that was sent, and where it may have been kept."""

    folder: Path
    database: str
    messages: tuple[Planted, ...]
    told: str
    """What the vendors were told, in responses and by calls."""


@pytest.fixture(scope="module", params=DATABASES)
def sent(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, records: tuple[Record, ...]
) -> Iterator[Sent]:
    folder = tmp_path_factory.mktemp("vendors")
    with empty_database(request, folder) as database:
        with serving_vendors(folder, records, database, Keeping(database), **SETTINGS) as vendors:
            messages = tuple(planted(COUNT))
            told = send_all(vendors, messages)
            yield Sent(folder, database, messages, told)


def send_all(vendors: Vendors, messages: tuple[Planted, ...]) -> str:
    """Have each channel's citizen send each message, ask for a person, go on, and want no more texts."""
    door = vendors.served.door

    async def begin() -> None:
        for work in (keep_exchanging(door.limiter), keep_writing(door.journal)):
            door.go_on(work)

    vendors.served.run(begin())
    told = [vendors.says(channel, message.text) for message in messages for channel in NAMES]
    wait_for(lambda: all(count_journal(door.engine)[channel] >= COUNT for channel in NAMES))
    for words in ("person", *(message.text for message in messages[:AFTER])):
        told += [vendors.says(channel, words) for channel in NAMES]
    told.append(vendors.says("sms", "STOP"))
    wait_for(lambda: sum(count_journal(door.engine).values()) >= (COUNT + 1 + AFTER) * len(NAMES))
    return "\n".join([*told, *vendors.posted])


def count_journal(engine: Engine, like: str = "%") -> Counter[str]:
    """How many turns of each channel the journal has whose question is like this."""
    mine = select(ENTRY.c.channel).where(ENTRY.c.question.like(like))
    with engine.connect() as connection:
        return Counter(connection.execute(mine).scalars())


def test_nothing_planted_is_kept_anywhere(sent: Sent) -> None:
    kept = stored(sent.folder, sent.database)
    found = {(m.kind, m.text) for m in sent.messages for s in m.secrets for f in forms(s) if f in kept}
    assert found == set()


def test_nothing_planted_is_told_back(sent: Sent) -> None:
    told = sent.told.encode("utf-8", "replace")
    assert {
        (m.kind, m.text) for m in sent.messages for s in m.secrets for f in forms(s) if f in told
    } == set()


@pytest.mark.parametrize("channel", NAMES)
def test_who_spoke_is_kept_nowhere_in_plain(sent: Sent, channel: str) -> None:
    kept = stored(sent.folder, sent.database)
    assert [name for name in CITIZENS[channel] if name.encode() in kept] == []


def test_it_was_the_right_place_to_look_in(sent: Sent) -> None:
    """The masked words are there, of every channel, in the journal and in Rasa's own table."""
    engine = open_database(sent.database)
    masked, asked = count_journal(engine, "%[%]%"), count_journal(engine)
    with engine.connect() as connection:
        recipients = connection.execute(select(RECIPIENT.c.sender).where(RECIPIENT.c.body.isnot(None)))
        written_to = {sender.partition("-")[0] for sender in recipients.scalars()}
        mine = select(TRACKED.c.sender).where(TRACKED.c.events.like("%[social security number]%"))
        heard = {sender.partition("-")[0] for sender in connection.execute(mine).scalars()}
    engine.dispose()
    for channel in NAMES:
        assert masked[channel] >= MASKED * asked[channel] >= MASKED * COUNT, channel
    assert written_to == WRITTEN_TO and heard == set(NAMES)
    turns = (sent.folder / "log" / "turns.log").read_text("utf-8")
    assert all(f'"{channel}"' in turns for channel in NAMES)
    assert (sent.folder / LOG).stat().st_size and "You said: " in sent.told
