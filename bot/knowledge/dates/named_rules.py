"""Rules for days that people call by a name and the law does not close offices on: Halloween, Good Friday.
Called by `periods`. The state's legal holidays are records, and found as such."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from dateutil.easter import easter
from dateutil.relativedelta import MO, SU, TH, relativedelta, weekday

from bot.knowledge.dates.moment import Moment, Rule, choose
from bot.knowledge.dates.patterns import WHICH, YEAR, pattern
from bot.knowledge.dates.spans import Span


def _nth(year: int, month: int, day: weekday) -> date:
    """The second Monday of a month, and so on."""
    nth: date = date(year, month, 1) + relativedelta(weekday=day)
    return nth


_DAYS: dict[str, Callable[[int], date]] = {
    r"valentines?(?: day)?": lambda year: date(year, 2, 14),
    r"(?:mardi gras|fat tuesday)": lambda year: easter(year) - timedelta(days=47),
    r"ash wednesday": lambda year: easter(year) - timedelta(days=46),
    r"(?:saint|st)(?: \.)? patricks?(?: day)?": lambda year: date(year, 3, 17),
    r"good friday": lambda year: easter(year) - timedelta(days=2),
    r"easter monday": lambda year: easter(year) + timedelta(days=1),
    r"easter(?: sunday)?": easter,
    r"april fools?(?: ')?(?: day)?": lambda year: date(year, 4, 1),
    r"cinco de mayo": lambda year: date(year, 5, 5),
    r"mothers?(?: ')? day": lambda year: _nth(year, 5, SU(2)),
    r"flag day": lambda year: date(year, 6, 14),
    r"juneteenth(?: day)?": lambda year: date(year, 6, 19),
    r"fathers?(?: ')? day": lambda year: _nth(year, 6, SU(3)),
    r"(?:columbus|indigenous peoples?(?: ')?) day": lambda year: _nth(year, 10, MO(2)),
    r"halloween": lambda year: date(year, 10, 31),
    # The general election: the Tuesday after the first Monday.
    r"election day": lambda year: _nth(year, 11, MO(1)) + timedelta(days=1),
    r"(?:black friday|day after thanksgiving)": lambda year: _nth(year, 11, TH(4)) + timedelta(days=1),
    r"christmas eve": lambda year: date(year, 12, 24),
    r"kwanzaa": lambda year: date(year, 12, 26),
    r"new years?(?: ')? eve": lambda year: date(year, 12, 31),
}


def _rule(name: str, day: Callable[[int], date]) -> Rule:
    def resolve(match: re.Match[str], moment: Moment) -> Span | None:
        return choose(lambda year: (day(year), day(year)), match, moment)

    return pattern(rf"{WHICH}{name}{YEAR}?"), resolve


NAMED_RULES: list[Rule] = [_rule(name, day) for name, day in _DAYS.items()]
