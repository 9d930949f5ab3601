"""Events, news and holidays: by day, by period, by name, or whatever comes next."""

from __future__ import annotations

from datetime import date

import pytest

from bot.dialogue.agenda import check_holiday, list_events, list_news
from bot.dialogue.desk import Desk
from tests.small import make_turn, responses, told

SHOW, HEARING, RIVER_DAY = "event:boat-show", "event:bridge-hearing", "event:holiday-river-day"
NEW, OLD = "news:2026-10-01-catfish-record", "news:2019-05-02-new-bridge"
SPRING = date(2027, 5, 20)


@pytest.mark.parametrize(
    ("text", "today", "said", "ids"),
    [
        ("what events are coming up", None, "events", [SHOW]),
        ("what's happening in December", None, "events", [SHOW]),
        ("events on December 6, 2026", None, "events", [SHOW]),
        ("events on December 7, 2026", None, "no_events_then", []),
        ("events in February 2026", None, "events", [HEARING]),
        ("events this month", None, "no_events_then", []),
        ("any events this year", SPRING, "events", [RIVER_DAY]),
        ("upcoming events", SPRING, "events", [RIVER_DAY]),
        ("upcoming events", date(2027, 6, 2), "no_events", []),
        ("when is the boat show", None, "event_next", [SHOW]),
        ("the hearing on the bridge", None, "summary", [HEARING]),
        ("the boat show in December", None, "event_next", [SHOW]),
    ],
)
def test_events(desk: Desk, text: str, today: date | None, said: str, ids: list[str]) -> None:
    turn = make_turn(text, "list_events", **({"today": today} if today else {}))
    reply = list_events(turn, desk)
    assert (responses(reply)[0], told(reply)) == (said, ids)
    assert reply.outcome == ("answer" if ids else "refuse")


def test_events_are_listed_with_their_days(desk: Desk) -> None:
    reply = list_events(make_turn("events in 2026", "list_events"), desk)
    assert reply.says[1].values["items"].splitlines() == [
        "• Bridge hearing (February 3, 2026)",
        "• River Day (June 1, 2026)",
        "• Boat show (December 5, 2026 – December 6, 2026)",
    ]


@pytest.mark.parametrize(
    ("text", "said", "ids"),
    [
        ("what's the latest news", "news", [NEW, OLD]),
        ("any news", "news", [NEW, OLD]),
        ("news from 2019", "news", [OLD]),
        ("news in October 2026", "news", [NEW]),
        ("news from 2015", "no_news_then", []),
        ("news about the catfish", "summary", [NEW]),
    ],
)
def test_news(desk: Desk, text: str, said: str, ids: list[str]) -> None:
    reply = list_news(make_turn(text, "list_news"), desk)
    assert (responses(reply)[0], told(reply)) == (said, ids)


def test_news_are_listed_newest_first_with_their_days(desk: Desk) -> None:
    reply = list_news(make_turn("news", "list_news"), desk)
    assert reply.says[1].values["items"].splitlines() == [
        "• October 1, 2026: Catfish record broken",
        "• May 2, 2019: New bridge opens",
    ]


@pytest.mark.parametrize(
    ("text", "said", "ids"),
    [
        ("are offices closed on June 1, 2027", "closed_on", [RIVER_DAY]),
        ("are you closed June 1", "closed_on", [RIVER_DAY]),
        ("are offices closed on June 2, 2027", "no_holiday_on", ["service:holidays"]),
        ("are you closed today", "weekend", ["service:holidays"]),
        ("are you closed on Monday", "no_holiday_on", ["service:holidays"]),
        ("when is River Day", "event_next", [RIVER_DAY]),
        ("what is the next holiday", "holidays", [RIVER_DAY]),
        ("is Columbus Day a holiday", "no_holiday_on", ["service:holidays"]),
        ("are you open on Christmas Eve", "no_holiday_on", ["service:holidays"]),
        ("which holidays are left in 2027", "holidays", [RIVER_DAY]),
        ("closed in August 2027", "no_holiday_then", ["service:holidays"]),
    ],
)
def test_holidays(desk: Desk, text: str, said: str, ids: list[str]) -> None:
    reply = check_holiday(make_turn(text, "ask_holiday"), desk)
    assert (reply.outcome, responses(reply)[0], told(reply)) == ("answer", said, ids)


def test_a_holiday_on_a_sunday_closes_the_monday_after(desk: Desk) -> None:
    # June 1, 2031 is a Sunday.
    closed = check_holiday(make_turn("closed on June 2, 2031?", "ask_holiday"), desk)
    assert responses(closed)[0] == "closed_on"
    assert closed.says[0].values == {"date": "June 2, 2031", "title": "River Day"}
    assert responses(check_holiday(make_turn("closed on June 2, 2032?", "ask_holiday"), desk))[0] == (
        "no_holiday_on"
    )


def test_all_holidays_are_listed_only_when_asked_for(desk: Desk) -> None:
    listed = check_holiday(make_turn("list all holidays", "ask_holiday"), desk)
    assert listed.says[1].values["items"].splitlines()[:2] == [
        "• River Day (June 1, 2027)",
        "• River Day (June 1, 2028)",
    ]
    following = check_holiday(make_turn("which holiday is next", "ask_holiday"), desk)
    assert following.says[1].values["items"] == "• River Day (June 1, 2027)"


@pytest.mark.parametrize(
    ("text", "function", "first"),
    [
        ("register my boat", list_events, "service:boat-title"),
        ("register my boat", list_news, "service:boat-title"),
        ("report a pothole", check_holiday, "service:pothole"),
    ],
)
def test_an_unsure_intent_gives_way_to_a_sure_search(desk: Desk, text: str, function, first: str) -> None:
    assert told(function(make_turn(text, "list_events", sure=0.1), desk)) == [first]


def test_the_holidays_of_a_month_are_listed(desk: Desk) -> None:
    reply = check_holiday(make_turn("holidays in June 2027", "ask_holiday"), desk)
    assert (responses(reply)[0], told(reply)) == ("holidays", [RIVER_DAY])


def test_holidays_that_are_over_are_not_left(desk: Desk) -> None:
    july = {"today": date(2027, 7, 1)}
    reply = check_holiday(make_turn("which holidays are left this year", "ask_holiday", **july), desk)
    assert responses(reply)[0] == "no_holiday_then"
    reply = check_holiday(make_turn("which holidays does this year have", "ask_holiday", **july), desk)
    assert told(reply) == [RIVER_DAY]


def test_a_month_without_a_holiday_is_not_told_as_a_day(desk: Desk) -> None:
    reply = check_holiday(make_turn("closed in August 2027", "ask_holiday"), desk)
    assert reply.says[0].values.get("date") != "August 1, 2027"


def test_a_day_of_another_name_is_not_the_nearest_holiday(desk: Desk) -> None:
    named = check_holiday(make_turn("is River Day a holiday", "ask_holiday"), desk)
    assert told(named) == [RIVER_DAY] and "no_such_holiday" not in responses(named)
    other = check_holiday(make_turn("is River Boat Day a holiday", "ask_holiday"), desk)
    assert responses(other)[0] == "no_such_holiday"
