"""Switches and notices on both databases: what is off, since when, by whom, and who else sees it how soon."""

from __future__ import annotations

import time

import pytest
from sqlalchemy.engine import Engine

from bot.audit.log import AuditLog
from bot.errors import OversightError
from bot.switches.state import Notice
from bot.switches.switchboard import FRESH_S, Switchboard
from bot.switches.tables import METADATA


class Clock:
    """Seconds that grow when told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def log(engine: Engine) -> AuditLog:
    return AuditLog(engine)


@pytest.fixture
def board(engine: Engine, log: AuditLog) -> Switchboard:
    return Switchboard(engine, log)


def test_everything_is_on_at_first(board: Switchboard) -> None:
    state = board.now()
    assert state.service is None and not state.channels and not state.topics and not state.notices


def test_what_is_off_says_who_and_why_and_is_audited(board: Switchboard, log: AuditLog) -> None:
    board.off("service", "Ana", "flood")
    board.off("channel:web", "Ben", "spam")
    board.off("topic:taxes", "Ben", "new law")
    state = board.now()
    assert state.service is not None and (state.service.who, state.service.why) == ("Ana", "flood")
    assert set(state.channels) == {"web"} and set(state.topics) == {"taxes"}
    assert state.topic_off(("government", "taxes")) == "taxes"
    board.on("service", "Ana", "over")
    assert board.now().service is None
    told = [(entry.action, entry.subject, entry.who, entry.why) for entry in log.entries()]
    assert told == [
        ("switch.off", "service", "Ana", "flood"),
        ("switch.off", "channel:web", "Ben", "spam"),
        ("switch.off", "topic:taxes", "Ben", "new law"),
        ("switch.on", "service", "Ana", "over"),
    ]


def test_who_and_why_are_required(board: Switchboard, log: AuditLog) -> None:
    for who, why in (("", "flood"), ("Ana", " ")):
        with pytest.raises(OversightError, match="expected a few words"):
            board.off("service", who, why)
    assert board.now().service is None and log.head().seq == 0


def test_what_is_not_off_cannot_be_switched_on_and_is_not_audited(board: Switchboard, log: AuditLog) -> None:
    with pytest.raises(OversightError, match="topic:taxes: is not switched off"):
        board.on("topic:taxes", "Ana", "over")
    assert log.head().seq == 0


def test_another_process_sees_it_within_a_second(engine: Engine, board: Switchboard, log: AuditLog) -> None:
    clock = Clock()
    other = Switchboard(engine, log, clock)
    assert other.now().service is None
    board.off("service", "Ana", "flood")
    assert other.now().service is None, "it was read just now"
    clock.now += FRESH_S
    assert other.now().service is not None


def test_a_database_that_cannot_be_read_changes_nothing(engine: Engine, log: AuditLog) -> None:
    clock = Clock()
    board = Switchboard(engine, log, clock)
    board.off("service", "Ana", "flood")
    assert board.now().service is not None
    METADATA.drop_all(engine)
    clock.now += FRESH_S
    assert board.now().service is not None


def test_notices_come_and_go_by_their_times(board: Switchboard) -> None:
    now = time.time()
    board.notify(Notice("later", "Later.", starts=now + 1000), "Ana", "plan")
    board.notify(Notice("short", "Short.", ends=now + 0.5), "Ana", "plan")
    assert [notice.id for notice in board.now().notices] == ["short"]
    assert [notice.id for notice in board.notices()] == ["later", "short"]
    time.sleep(0.6)
    assert board.now().notices == ()


def test_the_notice_that_counts_most_for_a_county_is_first(board: Switchboard) -> None:
    board.notify(Notice("news", "News."), "Ana", "plan")
    board.notify(Notice("storm", "Storm.", "Tormenta.", level="warning", counties=("hinds",)), "Ana", "storm")
    state = board.now()
    assert [notice.id for notice in state.notices] == ["storm", "news"]
    for county, expected in ((None, "storm"), ("hinds", "storm"), ("adams", "news")):
        notice = state.notice(county)
        assert notice is not None and notice.id == expected
    assert state.notices[0].in_language("es") == "Tormenta." and state.notices[1].in_language("es") == "News."


def test_a_notice_is_taken_down_once(board: Switchboard, log: AuditLog) -> None:
    notice = board.notify(Notice("", "Boil water.", level="emergency"), "Ana", "broken main")
    assert notice.id and board.now().notices == (notice,)
    board.end(notice.id, "Ana", "mended")
    assert board.now().notices == ()
    with pytest.raises(OversightError, match="no such notice"):
        board.end(notice.id, "Ana", "mended")
    assert [entry.action for entry in log.entries()] == ["notice.add", "notice.end"]


@pytest.mark.parametrize(
    "notice", [Notice("", " "), Notice("", "Hot.", level="huge"), Notice("", "Over.", ends=time.time() - 1)]
)
def test_a_notice_without_sense_is_refused(board: Switchboard, log: AuditLog, notice: Notice) -> None:
    with pytest.raises(OversightError):
        board.notify(notice, "Ana", "storm")
    assert log.head().seq == 0
