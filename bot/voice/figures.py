"""Says figures: money, times, ranges, dates, citations, forms, units, telephone numbers.

Digits stay digits where every voice knows how to say them; `ssml` marks how.
"""

from __future__ import annotations

import re
from collections.abc import Callable

Rule = tuple[re.Pattern[str], "str | Callable[[re.Match[str]], str]"]
MONTHS = "January February March April May June July August September October November December".split()
_DAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_MONTH = "|".join(MONTHS)
_SHORT_DAYS = {day[:3]: day for day in _DAYS.split("|")} | {
    "Tues": "Tuesday",
    "Thur": "Thursday",
    "Thurs": "Thursday",
}
_SHORT_DAY = "|".join(sorted(_SHORT_DAYS, key=len, reverse=True))
_NUMBER = r"[0-9][0-9,]*(?:\.[0-9]+)?"
_UNITS = {
    "sq. ft.": "square feet",
    "sq ft": "square feet",
    "ft.": "feet",
    "ft": "feet",
    "mph": "miles an hour",
    "lbs.": "pounds",
    "lbs": "pounds",
    "lb.": "pounds",
    "mi.": "miles",
    "hrs.": "hours",
    "hrs": "hours",
    "hr.": "hour",
    "min.": "minutes",
    "yrs.": "years",
    "yrs": "years",
    "in.": "inches",
    "oz.": "ounces",
}


def say_figures(text: str) -> str:
    """Return the text with its figures as people say them."""
    for pattern, said in RULES:
        text = pattern.sub(said, text)
    return text


def _money(found: re.Match[str]) -> str:
    """ "$1.50" as "1 dollar and 50 cents", "$2.5 million" as "2.5 million dollars"."""
    whole, cents, scale = found["whole"], found["cents"], found["scale"]
    if scale:
        return f"{found['a'] or ''}{whole}{'.' + cents if cents else ''} {scale} dollars"
    if cents and len(cents) != 2:
        return f"{found['a'] or ''}{whole}.{cents} dollars"
    is_one = whole == "1" or (found["a"] and not cents)  # "a $5,000 bond" is a 5,000 dollar bond
    dollars = f"{found['a'] or ''}{whole} dollar{'' if is_one else 's'}"
    if not cents or cents == "00":
        return dollars
    return f"{found['a'] or ''}{cents} cents" if whole == "0" else f"{dollars} and {cents} cents"


def _iso_date(found: re.Match[str]) -> str:
    return _date(found["month"], found["day"], found["year"]) or found[0]


def _date(month: str, day: str, year: str) -> str | None:
    if not (1 <= int(month) <= 12 and 1 <= int(day) <= 31):
        return None
    return f"{MONTHS[int(month) - 1]} {int(day)}, {year}"


def _citation(found: re.Match[str]) -> str:
    """ "27-19-3(a)" as "27 dash 19 dash 3, a"."""
    parts = re.findall(r"\(([A-Za-z0-9]+)\)", found["parts"] or "")
    return ", ".join([" dash ".join(found["number"].split("-")), *parts])


def _form(found: re.Match[str]) -> str:
    return f"{found['name']} {' dash '.join(found['number'].split('-'))}"


RULES: tuple[Rule, ...] = (
    # Telephones, in the one form that is marked up.
    (re.compile(r"\(([2-9][0-9]{2})\) ?([0-9]{3})[-.]([0-9]{4})\b"), r"\1-\2-\3"),
    (re.compile(r"\b(?:1[-.])?([2-9][0-9]{2})\.([0-9]{3})\.([0-9]{4})\b"), r"\1-\2-\3"),
    (re.compile(r"\b([2-9][0-9]{2})-(?=[A-Z]{4}-[A-Z]{3}\b)"), r"\1 "),
    (re.compile(r"\bext\. ?(?=[0-9])"), "extension "),
    # Dates.
    (re.compile(r"\b(?P<year>[12][0-9]{3})-(?P<month>[01][0-9])-(?P<day>[0-3][0-9])\b"), _iso_date),
    (re.compile(r"\b(?P<month>[01]?[0-9])/(?P<day>[0-3]?[0-9])/(?P<year>[12][0-9]{3})\b"), _iso_date),
    # Money.
    (re.compile(rf"(?P<first>\$ ?{_NUMBER}) ?[-–—] ?(?=\$)"), r"\g<first> to "),
    (
        re.compile(
            r"(?P<a>\b[Aa]n? )?\$ ?(?P<whole>[0-9]+(?:,[0-9]{3})*)(?:\.(?P<cents>[0-9]+))?"
            r"(?: (?P<scale>thousand|million|billion|trillion)\b)?"
        ),
        _money,
    ),
    (re.compile(r"\bdollars?/(month|year|day|hour|week|person|page)"), r"dollars a \1"),
    (re.compile(rf"({_NUMBER})¢"), r"\1 cents"),
    (re.compile(rf"({_NUMBER}) ?%"), r"\1 percent"),
    # Times and ranges.
    (re.compile(r"\b24/7\b"), "24 hours a day, 7 days a week"),
    (
        re.compile(r"\b([0-9]{1,2}(?::[0-9]{2})?) ?([AaPp])\.?[Mm]\b\.?"),
        lambda found: f"{found[1]} {found[2].lower()}.m.",
    ),
    (re.compile(r"\b([0-9]{1,2}):00\b"), r"\1"),
    (re.compile(r"(?<=[ap]\.m\.) ?[-–—] ?(?=[0-9])"), " to "),
    (re.compile(r"\b([0-9]{1,2}(?::[0-9]{2})?)[-–—]([0-9]{1,2}(?::[0-9]{2}))\b"), r"\1 to \2"),
    (
        re.compile(
            rf"\b({_DAYS}|{_MONTH})( [0-9]{{1,2}}(?:, [0-9]{{4}})?)? ?[-–—] ?(?={_DAYS}|{_MONTH}|[0-9])"
        ),
        r"\1\2 to ",
    ),
    (
        re.compile(rf"\b({_SHORT_DAY})\.? ?[-–—] ?({_SHORT_DAY})\b\.?"),
        lambda found: f"{_SHORT_DAYS[found[1]]} to {_SHORT_DAYS[found[2]]}",
    ),
    # Statutes and forms, before ranges.
    (re.compile(r"§§ ?"), "sections "),
    (re.compile(r"§ ?"), "section "),
    (
        re.compile(
            r"(?<![\w-])(?P<number>[0-9]{1,3}-[0-9]{1,3}-[0-9]{1,3})(?P<parts>(?:\([A-Za-z0-9]{1,3}\))*)(?![\w-])"
        ),
        _citation,
    ),
    (re.compile(r"\b(?P<name>[Ff]orms?) (?P<number>[0-9]{1,3}-[0-9]{1,4})\b"), _form),
    (re.compile(r"(?<![\w-])([0-9]{2})-([0-9]{3})(?![\w-])"), r"\1 dash \2"),
    (re.compile(rf"(?<![\w-])({_NUMBER}) ?[-–—] ?({_NUMBER})(?![\w-])"), r"\1 to \2"),
    # Units and signs.
    *((re.compile(rf"(?<=[0-9]) ?{re.escape(short)}(?!\w)"), f" {full}") for short, full in _UNITS.items()),
    (re.compile(r"#(?=[0-9])"), "number "),
    (re.compile(r"\bNo\. (?=[0-9])"), "number "),
    (re.compile(r"(?<=[0-9])\+"), " or more"),
    (re.compile(r"[~≈](?=[0-9$])"), "about "),
)
"""In this order."""
