"""Numbers that offices give people: Social Security, license, passport, Medicaid, cases, secret codes.

Gives the recognizers of these kinds; called by `masking`.
"""

from __future__ import annotations

import re

from bot.privacy.numbers import YEAR
from bot.privacy.recognizer import MARK, NINE_DIGITS, Recognizer, after, phrases

_SOCIAL = phrases(
    r"social|social security|s\.?s\.?n\.?|ss ?\#?|i?tin|tax ?id|taxpayer id|taxpayer identification",
    "seguro|seguro social|ssa",
)
_LAST_FOUR = phrases(
    "last (?:four|4)|last (?:four|4) digits|last (?:four|4) numbers",
    "ultimos (?:cuatro|4)|ultimos (?:cuatro|4) digitos",
)
_FOUR_DIGITS = r"\d{4}(?!\d)"
_LICENSE = phrases(
    r"driver'?s?'? ?licen[sc]e|driver'?s?'? permit|driver'?s?'? id|d\.?l\.?|licen[sc]e",
    "learner'?s permit|state id",
    "licencia|licencia de conducir|licencia de manejar",
)
_MEDICAID = phrases("medicaid|medicare|snap|ebt|chip|tanf|wic|beneficiary")
_NUMBERED = (
    "case|claim|docket|confirmation|application|reference|ticket|citation|inmate|patient|member|client|tracking|file"
    "|policy|parcel|account|caso|reclamo|solicitud|expediente"
)
_CASE = rf"""
    (?: {phrases(_NUMBERED)} [ ]? (?: {phrases("number|num|nbr|id|identification")} | no\b\.? | \# )
      | {phrases("numero de (?:caso|reclamo|solicitud|expediente)")}
      | {phrases("(?:my|mi|the) (?:case|caso|claim|confirmation|docket|citation)")}
        (?= [ ](?:is|es|was|\d) | [ ]?[\#:] ) )
"""
# Letters and digits in groups, four digits or more among them.
_SOME_ID = r"""
    (?:[b-z][ ])? (?= (?:[a-z0-9][\-/.]?)*? \d (?:[a-z\-/. ]*\d){3} )
    [a-z0-9] (?: [\-/.]?[a-z0-9] | [ ](?=[\d\-]*\d{2}) ){3,24} (?![a-z0-9])
"""
_LETTER, _EITHER = "[ac-hjkmnp-rt-y]", "[ac-hjkmnp-rt-y0-9]"
# As the Centers for Medicare & Medicaid Services publish it: letters but S, L, O, I, B, Z at set places.
_MEDICARE = rf"(?<![a-z0-9]) [1-9]{_LETTER}{_EITHER}\d-?{_LETTER}{_EITHER}\d-?{_LETTER}{{2}}\d\d (?![a-z0-9])"


def recognizers() -> tuple[Recognizer, ...]:
    """Those of these kinds."""
    return (_social_security(), _license(), _passport(), _member(), _case(), _secret())


def _social_security() -> Recognizer:
    written = (
        rf"(?<![\d$]) \d{{3}} (?: ({MARK})\d\d\1 | [ .\-/_*]{{1,3}}\d\d[ .\-/_*]{{1,3}} ) \d{{4}} (?!\d)"
    )
    followed = rf"(?<!\d) {NINE_DIGITS} (?= [\s,]*(?:is|es|as)[ ](?:my|mi|his|her|the)[ ]{_SOCIAL} )"
    last_four = after(_LAST_FOUR, _FOUR_DIGITS, between="social|ssn")
    ends_in = after(
        rf"{_SOCIAL} (?:[ ]number)? [ ](?:ends|ending|termina)", _FOUR_DIGITS, between="in|with|en"
    )
    return Recognizer("ssn", [written, after(_SOCIAL, NINE_DIGITS), followed, last_four, ends_in])


def _license() -> Recognizer:
    """Mississippi's have nine digits, other states' one or two letters and digits."""
    value = rf"{NINE_DIGITS} | [a-z]{{1,2}}[ \-]?\d(?:[ \-]?\d){{5,13}}(?![a-z0-9])"
    return Recognizer("license", [after(_LICENSE, value)])


def _passport() -> Recognizer:
    value = rf"[a-z]{{1,2}}[ \-]?\d{{6,8}}(?!\d) | {NINE_DIGITS} | \d{{8}}(?!\d)"
    return Recognizer("passport", [after(phrases("passports?|pasaporte"), value)])


def _member() -> Recognizer:
    return Recognizer("medicaid", [after(_MEDICAID, _SOME_ID), _MEDICARE], check=_is_no_year)


def _case() -> Recognizer:
    plate = after(phrases("tag|plate|placa"), r"[a-z]{3}[ \-]?\d{3,4}(?![a-z0-9])")
    return Recognizer("case", [after(_CASE, _SOME_ID), plate], check=_is_no_year)


def _is_no_year(text: str) -> bool:
    return not all(YEAR.fullmatch(group) for group in re.split(r"\W+", text))


def _secret() -> Recognizer:
    cue = phrases("pin|cvv2?|cvc|security code|password|passcode|contrasena|clave")
    return Recognizer("pin", [after(cue, r"\d{3,8}(?!\d)")])
