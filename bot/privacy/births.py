"""The day somebody was born, where the words say that it is one.

Gives the recognizers of this kind; called by `masking`. "Born before June 30, 1980" is a rule, not a person.
"""

from __future__ import annotations

from bot.privacy.recognizer import Recognizer, after, phrases

_MONTH = phrases(
    "jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec|january|february|march|april|august|september|october",
    "november|december|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre",
)
_ORDINAL = r"(?: [a-z]+(?:st|nd|rd|th) | second | twenty | thirty ) (?: [ \-][a-z]+(?:st|nd|rd|th) )?"
_DAY_NUMBER = rf"(?: \d{{1,2}}(?:st|nd|rd|th|o)? | {_ORDINAL} )"
_DAY = rf"""(?:
    {_MONTH} [\s,.]+ (?:the[ ])? {_DAY_NUMBER} | (?:the[ ])? {_DAY_NUMBER} [\s\-]+ (?:of[ ]|de[ ])? {_MONTH}
)"""
_YEAR = r"(?: '?\d{2} | (?:18|19|20)\d{2} ) (?!\d)"
_GAP = r"[\s./,\-_*]{1,3}"
DATE = rf"""
    \d{{1,2}}{_GAP}\d{{1,2}}{_GAP}{_YEAR} | (?:19|20)\d{{2}}{_GAP}\d{{1,2}}{_GAP}\d{{1,2}}(?!\d)
    | (?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])(?:19|20)?\d{{2}}(?!\d)
    | {_DAY}[\s,.\-]+(?:(?:of|in|del?)[ ])?{_YEAR}
"""
_BIRTH = phrases(
    r"d\.?o\.?b\.?|date of birth|birth ?date|birthday|bday|born",
    "fecha de nacimiento|naci|nacio|nacid[oa]|cumpleanos",
)
_BIRTHDAY = phrases("(?:my|mi|his|her|son's|daughter's) (?:birth ?day|bday|cumpleanos)")


def recognizers() -> tuple[Recognizer, ...]:
    """Those of this kind."""
    announced = after(_BIRTH, DATE, between="on|el|dia|born|in")
    # Without a year it may be a holiday: "Washington's birthday, February 15".
    own = after(_BIRTHDAY, _DAY, between="on|el|dia")
    followed = rf"(?<![a-z0-9]) (?:{DATE}) (?= [\s,]*(?:is|es)[ ](?:my|mi|his|her)[ ]{_BIRTH} )"
    return (Recognizer("birth_date", [announced, own, followed]),)
