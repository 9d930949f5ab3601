"""What dates and periods citizens' words name, near-misses beside hits.
Every case is read on Saturday, November 21, 2026, unless it says another day."""

from __future__ import annotations

import re
from datetime import date

import pytest

from bot.knowledge.periods import find_period

TODAY = date(2026, 11, 21)

# Each case: the text, then its first and last day, or its only day.
NEAR = [
    ("is the office open today", "2026-11-21"),
    ("what's on tonight?", "2026-11-21"),
    ("today's hours", "2026-11-21"),
    ("are you open tomorrow", "2026-11-22"),
    ("open tommorow?", "2026-11-22"),
    ("the day after tomorrow", "2026-11-23"),
    ("did it close yesterday", "2026-11-20"),
    ("this week", "2026-11-15 2026-11-21"),
    ("next week", "2026-11-22 2026-11-28"),
    ("last week's news", "2026-11-08 2026-11-14"),
    ("events this weekend", "2026-11-21 2026-11-22"),
    ("upcoming weekend", "2026-11-21 2026-11-22"),
    ("next weekend", "2026-11-28 2026-11-29"),
    ("last weekend", "2026-11-14 2026-11-15"),
    ("this month", "2026-11-01 2026-11-30"),
    ("next month", "2026-12-01 2026-12-31"),
    ("previous month", "2026-10-01 2026-10-31"),
    ("this quarter", "2026-10-01 2026-12-31"),
    ("next quarter", "2027-01-01 2027-03-31"),
    ("last quarter", "2026-07-01 2026-09-30"),
    ("holidays this year", "2026-01-01 2026-12-31"),
    ("christmas next year", "2027-01-01 2027-12-31"),
    ("later this year", "2026-11-21 2026-12-31"),
    ("later in the month", "2026-11-21 2026-11-30"),
    ("for the rest of the year", "2026-11-21 2026-12-31"),
    ("earlier this year", "2026-01-01 2026-11-21"),
    ("in the past year", "2025-11-21 2026-11-21"),
    ("next 30 days", "2026-11-21 2026-12-21"),
    ("in the next two weeks", "2026-11-21 2026-12-05"),
    ("over the next few months", "2026-11-21 2027-02-21"),
    ("last 10 days", "2026-11-11 2026-11-21"),
    ("two weeks ago", "2026-11-01 2026-11-07"),
    ("3 days from now", "2026-11-24"),
    ("my hearing is in 3 days", "2026-11-24"),
]
WEEKDAYS = [
    ("next Monday", "2026-11-23"),
    ("on monday", "2026-11-23"),
    ("this friday", "2026-11-27"),
    ("are you open saturday", "2026-11-21"),
    ("next saturday", "2026-11-28"),
    ("this coming saturday", "2026-11-28"),
    ("last saturday", "2026-11-14"),
    ("what happened on monday", "2026-11-16"),
    ("i was wondering if you open monday", "2026-11-23"),
    ("open sat?", "2026-11-21"),
    ("on fri", "2026-11-27"),
    ("friday of next week", "2026-11-27"),
    ("next week on tuesday", "2026-11-24"),
    ("open wensday", "2026-11-25"),
    ("open wendsday", "2026-11-25"),
    ("satuday", "2026-11-21"),
    ("thrusday", "2026-11-26"),
    ("third Monday in February", "2027-02-15"),
    ("the last monday of may", "2027-05-31"),
    ("first monday of next month", "2026-12-07"),
]
MONTHS = [
    ("in October", "2027-10-01 2027-10-31"),
    ("oct", "2027-10-01 2027-10-31"),
    ("in octobr", "2027-10-01 2027-10-31"),
    ("ocotber events", "2027-10-01 2027-10-31"),
    ("events in november", "2026-11-01 2026-11-30"),
    ("next october", "2027-10-01 2027-10-31"),
    ("next november", "2027-11-01 2027-11-30"),
    ("last november", "2025-11-01 2025-11-30"),
    ("this october", "2026-10-01 2026-10-31"),
    ("this january", "2027-01-01 2027-01-31"),
    ("what happened in october", "2026-10-01 2026-10-31"),
    ("what will happen in october", "2027-10-01 2027-10-31"),
    ("October 2018", "2018-10-01 2018-10-31"),
    ("October of '18", "2018-10-01 2018-10-31"),
    ("october last year", "2025-10-01 2025-10-31"),
    ("april twenty sixteen", "2016-04-01 2016-04-30"),
    ("that July meeting in 2016", "2016-07-01 2016-07-31"),
    ("last march", "2026-03-01 2026-03-31"),
    ("in march", "2027-03-01 2027-03-31"),
    ("mar 2027", "2027-03-01 2027-03-31"),
    ("in may", "2027-05-01 2027-05-31"),
    ("holidays in april or may", "2027-04-01 2027-04-30"),
    ("may?", "2027-05-01 2027-05-31"),
    ("events march", "2027-03-01 2027-03-31"),
    ("last week of december", "2026-12-25 2026-12-31"),
    ("first week of february 2028", "2028-02-01 2028-02-07"),
    ("10/2026", "2026-10-01 2026-10-31"),
    ("since october", "2026-10-01 2026-11-21"),
    ("October to December", "2026-10-01 2026-12-31"),
    ("January to March 2018", "2018-01-01 2018-03-31"),
    ("between december and february", "2026-12-01 2027-02-28"),
]
DATES = [
    ("October 12", "2027-10-12"),
    ("12 October", "2027-10-12"),
    ("Oct 12th 2026", "2026-10-12"),
    ("Oct. 12, 2026", "2026-10-12"),
    ("Thursday, March 22, 2018", "2018-03-22"),
    ("did they meet on october 12", "2026-10-12"),
    ("october 12-14", "2027-10-12 2027-10-14"),
    ("october 30 to november 2", "2027-10-30 2027-11-02"),
    ("february 29", "2028-02-29"),
    ("february 30", "2027-02-01 2027-02-28"),
    ("10/12/2026", "2026-10-12"),
    ("22/10/2026", "2026-10-22"),
    ("10/12/26", "2026-10-12"),
    ("10/12", "2027-10-12"),
    ("open on 1/2", "2027-01-02"),
    ("2018-05-08", "2018-05-08"),
    ("the 4th of July", "2027-07-04"),
    ("the fourth of july", "2027-07-04"),
    ("july 4th", "2027-07-04"),
    ("may 5", "2027-05-05"),
    ("the 5th of may", "2027-05-05"),
    ("on 5 march", "2027-03-05"),
    ("on the 12th", "2026-12-12"),
    ("is it on the 31st?", "2026-12-31"),
    ("are you open on the 30th or not", "2026-11-30"),
    ("friday the 27th", "2026-11-27"),
    ("the 12th of next month", "2026-12-12"),
    ("march twenty second twenty eighteen", "2018-03-22"),
    ("october twenty twenty seventeen", "2017-10-20"),
    ("my daughter turns five september 3rd", "2027-09-03"),
]
QUARTERS_AND_YEARS = [
    ("in the first quarter", "2027-01-01 2027-03-31"),
    ("Q3", "2027-07-01 2027-09-30"),
    ("q 4", "2026-10-01 2026-12-31"),
    ("fourth quarter of 2025", "2025-10-01 2025-12-31"),
    ("last quarter of 2025", "2025-10-01 2025-12-31"),
    ("2nd qtr next year", "2027-04-01 2027-06-30"),
    ("quarter 3 2024", "2024-07-01 2024-09-30"),
    ("this winter", "2026-12-01 2027-02-28"),
    ("in the fall", "2026-09-01 2026-11-30"),
    ("next autumn", "2027-09-01 2027-11-30"),
    ("last fall", "2025-09-01 2025-11-30"),
    ("in the winter, which meetings of 2018", "2018-12-01 2019-02-28"),
    ("spring 2018 meeting", "2018-03-01 2018-05-31"),
    ("winter of 2027", "2027-12-01 2028-02-29"),
    ("in 2018", "2018-01-01 2018-12-31"),
    ("news from 2017", "2017-01-01 2017-12-31"),
    ("for 2018", "2018-01-01 2018-12-31"),
    ("during 2018 who won", "2018-01-01 2018-12-31"),
    ("the summit of 2018", "2018-01-01 2018-12-31"),
    ("year 2018", "2018-01-01 2018-12-31"),
    ("2018 news", "2018-01-01 2018-12-31"),
    ("the 2018 digital government summit", "2018-01-01 2018-12-31"),
    ("its board meeting notice 2018?", "2018-01-01 2018-12-31"),
    ("digital summit, 2018 please", "2018-01-01 2018-12-31"),
    ("in twenty eighteen what won", "2018-01-01 2018-12-31"),
    ("two thousand and five", "2005-01-01 2005-12-31"),
    ("nineteen ninety-four", "1994-01-01 1994-12-31"),
    ("on in '19?", "2019-01-01 2019-12-31"),
    ("since 2018", "2018-01-01 2026-11-21"),
    ("from 2016 to 2018", "2016-01-01 2018-12-31"),
    ("plan 2024-2026", "2024-01-01 2026-12-31"),
]
NOT_PERIODS = """
what events are coming up / upcoming events / next holiday / last legislative session / ?
may I renew online / how may I help / it may be closed / this may be hard / may or may not
you may first apply / how may 5 people apply / the event may be cancelled / how early may i renew
march in a parade / permit for a march / who can march / the sun was out / he sat down / get wed
next sat test / fall prevention / does it fall in line / spring water / Ocean Springs / Spring Hill
form 1099 / FY2023 / fiscal year 2023 / section 2018 / in section 2018 / call 2018 / $2018
601-359-2018 / (601) 359-2018 / 601 359 2018 / 2018 main street office / of 2000 people / more than 2000
in the 1990s / room 2018 / house bill 2018 / first quarter of fiscal year 2026 / q3 fy2026 / quarters
in the spring creek area / in which quarter / section 25-53-5 / 13-45-2026 / 9999-99-99 / on the 4th floor
the first and only / the 21st century / on the second-place finish / in 12th grade / on the 32nd
mondays / every monday / monday to friday / mon-fri / on sundays / holy thursday / a friday market
first monday / bingo on thursday nights / sunday school / last friday of each month / the friday before
within 30 days / in 30 days of moving / New Augusta / in augusta / sundry items / ice cream sundae
two thousand people / next 99999 years / he hasn't called in two weeks / 25 years with the school
"""


@pytest.mark.parametrize(("text", "days"), [*NEAR, *WEEKDAYS, *MONTHS, *DATES, *QUARTERS_AND_YEARS])
def test_finds_the_period(text: str, days: str) -> None:
    assert _days(text) == days


@pytest.mark.parametrize("text", ["", "open 24/7", "add 1/2 cup", *re.split(" / |\n", NOT_PERIODS.strip())])
def test_finds_no_period(text: str) -> None:
    assert find_period(text, TODAY) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Anything on Next Week's agenda?", "Next Week"),
        ("is it open on Monday, or not", "Monday"),
        ("What was on March 22, 2018?", "March 22, 2018"),
        ("  events in  Octobr  please", "Octobr"),
        ("summit in '19?", "'19"),
        ("on march twenty second twenty eighteen", "march twenty second twenty eighteen"),
        ("the plan for 2024-2026", "2024-2026"),
        ("are offices open on the 30th?", "the 30th"),
        ("first tomorrow, then next week", "tomorrow"),
    ],
)
def test_keeps_the_citizens_words(text: str, words: str) -> None:
    found = find_period(text, TODAY)
    assert found and found.words == words


@pytest.mark.parametrize(
    ("text", "today", "days"),
    [
        ("this weekend", date(2026, 11, 22), "2026-11-21 2026-11-22"),
        ("this weekend", date(2026, 11, 18), "2026-11-21 2026-11-22"),
        ("this week", date(2026, 11, 22), "2026-11-22 2026-11-28"),
        ("next month", date(2027, 1, 31), "2027-02-01 2027-02-28"),
        ("next month", date(2026, 12, 31), "2027-01-01 2027-01-31"),
        ("last month", date(2028, 3, 31), "2028-02-01 2028-02-29"),
        ("last quarter", date(2027, 1, 1), "2026-10-01 2026-12-31"),
        ("this winter", date(2027, 1, 15), "2026-12-01 2027-02-28"),
        ("last year", date(2028, 2, 29), "2027-01-01 2027-12-31"),
        ("next 30 days", date(2028, 2, 29), "2028-02-29 2028-03-30"),
        ("february 29", date(1896, 3, 1), "1904-02-29"),
        ("on the 31st", date(2027, 2, 1), "2027-03-31"),
        ("monday", date(2026, 11, 23), "2026-11-23"),
        ("last monday", date(2026, 11, 23), "2026-11-16"),
    ],
)
def test_reads_on_other_days(text: str, today: date, days: str) -> None:
    assert _days(text, today) == days


def test_reads_long_texts_quickly() -> None:
    assert find_period("may 2018-" * 2000 + "x" * 20000 + "1 " * 5000, TODAY) is not None


def _days(text: str, today: date = TODAY) -> str | None:
    found = find_period(text, today)
    if not found:
        return None
    return " ".join(dict.fromkeys((found.start.isoformat(), found.end.isoformat())))
