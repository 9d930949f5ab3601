"""Times that can be picked for an event: only those that are published, and what a pick of one tells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.channels.apple.channel import AppleChannel
from bot.channels.apple.times import find_slots
from bot.knowledge.record import Record
from bot.settings import STATE_TIME
from tests.channels.apple.apple import Phone
from tests.channels.apple.conftest import ENVIRONMENT, GATEWAY_PORT
from tests.channels.apple.gateway import FakeApple
from tests.channels.served import serving

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=STATE_TIME)
BOARD = Record(
    id="event:board",
    title="Board Meeting",
    summary="The board meets each Thursday.",
    details={"rrule": "FREQ=WEEKLY;BYDAY=TH", "time": "11:00 a.m.", "place": "1 River Road"},
)


def test_times_are_told_in_utc_with_the_states_offset() -> None:
    slots = find_slots(BOARD, NOW)
    assert [slot.starts for slot in slots[:2]] == ["2026-11-26T17:00+0000", "2026-12-03T17:00+0000"]
    assert {slot.offset_minutes for slot in slots} == {-360}
    assert slots[0].shown == "November 26, 2026, 11:00 a.m." and slots[0].id == "20261126T1100"


@pytest.mark.parametrize(
    ("time", "hour"),
    [("3:00 PM", 15), ("12 p.m.", 12), ("12:30 am to 2 am", 0), ("9 a.m. to 4 p.m.", 9)],
)
def test_the_hour_is_read_as_people_write_it(time: str, hour: int) -> None:
    slots = find_slots(replace(BOARD, details=BOARD.details | {"time": time}), NOW)
    assert datetime.fromisoformat(slots[0].starts[:-5]).hour == (hour + 6) % 24


@pytest.mark.parametrize("time", ["1:30-4:00", "all day", "", "25 pm", "13:00 p.m."])
def test_an_hour_that_is_not_certain_is_none(time: str) -> None:
    assert find_slots(replace(BOARD, details=BOARD.details | {"time": time}), NOW) == ()


@pytest.mark.parametrize(
    "details", [{"date": NOW.date() - timedelta(days=3)}, {"rrule": "FREQ=YEARLY;BYMONTH=1"}]
)
def test_a_day_that_is_over_or_not_known_is_none(details: dict[str, object]) -> None:
    assert not find_slots(replace(BOARD, details={"time": "11:00 a.m."} | details), NOW)


def test_behind_a_change_of_the_clocks_no_time_is_offered() -> None:
    summer = NOW.replace(month=10, day=20)
    assert {slot.starts[11:16] for slot in find_slots(BOARD, summer)} == {"16:00"}


def test_other_records_have_no_times() -> None:
    assert find_slots(replace(BOARD, id="service:board"), NOW) == ()


@pytest.fixture(scope="module")
def phone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Phone]:
    """Somebody who talks to an assistant that knows the board's meetings."""
    apple = FakeApple()
    with pytest.MonkeyPatch.context() as environment:
        for name, value in ENVIRONMENT.items():
            environment.setenv(name, value)
        vendors = {GATEWAY_PORT: apple.application()}
        with serving([AppleChannel()], tmp_path_factory.mktemp("times"), [BOARD], vendors) as served:
            yield Phone(served, apple)
    assert apple.faults == []


def test_a_picked_time_is_repeated_and_the_event_told_once_more(phone: Phone) -> None:
    *_, offer = phone.says("tell event:board")
    event = offer["interactiveData"]["data"]["event"]
    assert event["title"] == "Board Meeting" and event["timezoneOffset"] in (-360, -300)
    slot = event["timeslots"][1]
    told = phone.picks(offer, event={"timeslots": [slot]})
    assert [one["type"] for one in told] == ["text"], "no second picker"
    assert "You picked " in told[0]["body"] and "11:00 a.m., which I can't book" in told[0]["body"]
    assert '/choose_option{"option": "event:board"}' in told[0]["body"]


def test_a_time_that_was_not_offered_is_but_a_title(phone: Phone) -> None:
    *_, offer = phone.says("tell event:board")
    told = phone.picks(offer, event={"timeslots": [{"identifier": "x"}]}, replyMessage={"title": "Your time"})
    assert told[0]["body"] == "You said: Your time"


def test_a_device_without_times_gets_none(phone: Phone) -> None:
    phone.capabilities = "QUICK"
    assert [one["type"] for one in phone.says("tell event:board")] == ["text"]
