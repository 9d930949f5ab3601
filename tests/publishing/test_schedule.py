"""The nightly job: when it is due, and that it is asked for once a night."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.errors import OversightError
from bot.publishing.room import Room
from bot.publishing.schedule import Schedule
from bot.settings import STATE_TIME


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=STATE_TIME)


@pytest.mark.parametrize(
    ("hour", "now", "ran_on", "night"),
    [
        ("02:30", "2026-11-22T02:29", "", None),
        ("02:30", "2026-11-22T02:30", "", "2026-11-22"),
        ("02:30", "2026-11-22T06:29", "2026-11-21", "2026-11-22"),
        ("02:30", "2026-11-22T06:30", "2026-11-21", None),
        ("02:30", "2026-11-22T02:31", "2026-11-22", None),
        ("23:50", "2026-11-23T00:10", "2026-11-21", "2026-11-22"),
        ("23:50", "2026-11-23T00:10", "2026-11-22", None),
        ("23:50", "2026-11-22T23:55", "2026-11-21", "2026-11-22"),
    ],
)
def test_when_it_is_due(hour: str, now: str, ran_on: str, night: str | None) -> None:
    assert Schedule(True, hour, "tess", None, ran_on).due_night(at(now)) == night
    assert Schedule(False, hour, "tess", None, ran_on).due_night(at(now)) is None


def test_it_is_asked_for_once_a_night_whoever_looks(room: Room) -> None:
    assert not room.schedules.take(at("2026-11-22T03:00")), "off until somebody switches it on"
    room.schedules.change(True, "02:30", "tess", "figures in the morning")
    assert room.schedules.take(at("2026-11-22T03:00"))
    assert not room.schedules.take(at("2026-11-22T03:01"))
    assert room.schedules.take(at("2026-11-23T03:00"))
    assert room.schedules.nightly().ran_on == "2026-11-23"


@pytest.mark.parametrize("time", ["", "2:30", "24:00", "02:60", "02:30:00"])
def test_what_is_no_time_is_refused(room: Room, time: str) -> None:
    with pytest.raises(OversightError, match="time: expected one such as 02:30"):
        room.schedules.change(True, time, "tess", "figures in the morning")


def test_a_change_is_in_the_audit_log(room: Room) -> None:
    room.schedules.change(True, "02:30", "tess", "figures in the morning")
    room.schedules.change(False, "02:30", "ben", "the machine is too small")
    found = [(entry.who, entry.action, entry.subject) for entry in room.publisher.audit.entries()]
    assert found == [
        ("tess", "schedule.on", "schedule:nightly"),
        ("ben", "schedule.off", "schedule:nightly"),
    ]
