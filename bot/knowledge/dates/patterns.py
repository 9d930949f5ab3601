"""Pieces of patterns over plain words: months, years, weekdays and the words that introduce them.
Called by the rules, which put them together."""

from __future__ import annotations

import re

from bot.knowledge.dates.words import MONTHS, SHORT_NAMES, WEEKDAYS

LOOSE_MONTHS = {"may": 5, "march": 3, "apr": SHORT_NAMES["apr"]}
"""Words of their own ("may I", "march in a parade", a rate): months only when used as one."""
ALL_MONTHS = MONTHS | LOOSE_MONTHS
ALL_WEEKDAYS = WEEKDAYS | {name: number for name, number in SHORT_NAMES.items() if name != "apr"}


def any_of(*words: str) -> str:
    """Return a pattern of either word; each argument may hold several."""
    return f"(?:{'|'.join(word for text in words for word in text.split())})"


WHICH_WORD = r"(?:this )?(?P<which>next|last|coming|past|this) "
WHICH = f"(?:{WHICH_WORD})?"
FOUR_DIGITS = r"(?:18|19|20)\d\d"
YEAR = rf"(?:(?: ,)?(?: of| in)?(?: the year)? (?P<year>{FOUR_DIGITS}|(?:this|last|next) year))"
SURE_MONTHS = tuple(name for name in MONTHS if name not in LOOSE_MONTHS)
MONTH = rf"(?P<month>{'|'.join(SURE_MONTHS)})"
LOOSE_MONTH = rf"(?P<month>{'|'.join(LOOSE_MONTHS)})"
ANY_MONTH = rf"(?P<month>{'|'.join(ALL_MONTHS)})"
WEEKDAY = rf"(?P<weekday>{'|'.join(WEEKDAYS)})"
SHORT_WEEKDAY = r"(?P<weekday>mon|tue|wed|thu|fri|sat|sun)(?! (?:test|exam|scores?|prep|dates?)\b)"
ON_WEEKDAY = rf"(?:{any_of(*ALL_WEEKDAYS)}(?: ,)?(?: the)? )?"
DAY = r"(?:the )?(?P<day>\d{1,2})(?:th)?(?! [ap](?:m| \. m)\b)"
"""Not the hour of "october 3 pm"."""
LAST_DAY = r"(?: (?:-|to|through|thru) (?P<last>\d{1,2})(?:th)?)?"
DAY_OF = rf"{DAY}{LAST_DAY}(?: day)?"

END = (
    r"(?=(?: (?:please|pls|thanks|thank you))?(?: [?.!,;:)\"'])+(?: |$)| (?:please|pls|thanks|thank you)\b|$)"
)
AFTER_DAY = any_of(
    "and or at because to is are do does if through thru what when will can with for from this"
)
DAY_ENDS = rf"(?:{END}|(?= {AFTER_DAY}(?: |$)))"
"""After "on the 12th"; other words make it a 12th thing: "on the 4th floor"."""
BEFORE_DAY = any_of("on by for until till til since from after before that open closed due")
BEFORE_MONTH = (
    any_of("in of by since until till til through thru during for from before after early late mid between")
    + "(?: -)?(?: the month of)?"
)
BEFORE_SEASON = any_of("in during by until since for over early late mid") + "(?: -)?(?: the)?"
BEFORE_YEAR = (
    any_of("in from for during of since year by around until till through thru between early late mid")
    + "(?: the year)?"
)
TOPIC = any_of(
    "news events? holidays? meetings? calendar hearings? summit session conference announcements? council"
)
"""What citizens name a month or year with, as in "holidays may" and "2018 news"."""
NOT_WHO = "".join(
    rf"(?<!\b{word} )"
    for word in "i you we they he she it that which who how what where when one people".split()
)
"""After these `may` and `march` are verbs, even before a number: "how may 5 people apply"."""
NOT_VERB = r"(?! (?:i|we|be|not|also|apply|have|need)\b)"
NOT_STREET = r"(?! (?:hill|lake|creek|street|road|st|rd|city|water|county|ridge|valley|prevention)\b)"
"""Spring and fall also name places and accidents."""
NOT_COUNT = r"(?! (?:dollars|people|employees|students|square|feet|miles|pounds|hours|jobs|acres)\b)"


def pattern(words: str) -> re.Pattern[str]:
    """Compile a pattern of whole plain words; a group `w` marks what to keep when it matches more."""
    return re.compile(rf"(?<!\S)(?:{words})(?!\S)")
