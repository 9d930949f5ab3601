"""How to reach a person: e-mail and phone.

Gives the recognizers of these kinds; called by `masking`.
"""

from __future__ import annotations

from bot.privacy.reading import digits_of
from bot.privacy.recognizer import Recognizer, after, phrases

# Free of charge for whoever calls, and so never a citizen's own (47 CFR 52.101).
TOLL_FREE = frozenset("800 822 833 844 855 866 877 888".split())
_AT = r"(?: [ ]?[(\[<{][ ]?(?:at|@|arroba)[ ]?[)\]>}][ ]? | [ ]?@[ ]? )"
_DOT = r"(?: \. | [ ]?[(\[<{][ ]?(?:dot|punto)[ ]?[)\]>}][ ]? | [ ](?:dot|punto)[ ] )"
_SAID_AT, _SAID_DOT = r"[ ](?:at|arroba)[ ]", r"(?: [ ]?\.[ ]? | [ ](?:dot|punto)[ ] )"
_LOCAL = r"(?<![\w.]) [a-z0-9](?:[\w.%+\-']*\w)?"
_SAID_LOCAL = r"""
    (?<![\w.]) [a-z0-9_\-]+ (?: (?: [ ]?\.[ ]? | [ ](?:dot|punto|underscore|dash)[ ] ) [a-z0-9_\-]+ )*
"""
_MAIL_HOSTS = phrases(
    "gmail|g mail|yahoo|hotmail|outlook|icloud|aol|msn|live|comcast|att|bellsouth|ymail|proton|protonmail",
    "mail|me",
)
_ENDINGS = phrases("com|net|org|edu|gov|us|mx|es|info|io|biz")
_EMAIL = phrases(r"e-? ?mail|e-? ?mail address|correo|correo electronico")

_GAP = r"[\s.\-_/*~|,]{0,3}"
_THREE = r"[2-9]\d{2}"  # neither an area code nor an office begins with 0 or 1
_CALL = phrases(
    "phone|cell|telephone|tel|mobile|home|work|fax|number",
    "call me|called me|call me back|reach me|text me|contact me",
    "telefono|celular|movil|llame|llamen|llameme|llamar",
)


def recognizers() -> tuple[Recognizer, ...]:
    """Those of these kinds."""
    return _email(), _phone()


def _email() -> Recognizer:
    written = rf"{_LOCAL} @ [a-z0-9](?:[a-z0-9\-@]|\.(?=[a-z0-9]))*"
    disguised = rf"{_LOCAL} {_AT} [a-z0-9\-]+ (?:{_DOT}[a-z0-9\-]+)* {_DOT} [a-z]{{2,}} (?![a-z])"
    said = rf"{_SAID_LOCAL} {_SAID_AT} {_MAIL_HOSTS} {_SAID_DOT} {_ENDINGS}"
    # "Look at ms dot gov" is none, unless the words say that it is.
    announced = after(
        _EMAIL, rf"{_SAID_LOCAL} {_SAID_AT} [a-z0-9\-]+ {_SAID_DOT} {_ENDINGS}", between="me|at|en"
    )
    return Recognizer("email", [written, disguised, said, announced], needs=r"@|\bat\b|arroba")


def _phone() -> Recognizer:
    area = rf"(?<![\d$]) (?<!\d[\-.]) (?:\+?1{_GAP})? [(\[]?{_THREE}[)\]]?"
    ten = rf"{area} {_GAP}{_THREE}{_GAP}\d{{4}} (?! \d | [.\-]\d{{4}}(?!\d) )"
    # Each digit by itself, as some type and most programs that hear write.
    spaced = (
        rf"(?<![\d$]) (?<!\d[\-.]) (?:1{_GAP})? [2-9](?:{_GAP}\d){{2}} {_GAP} [2-9](?:{_GAP}\d){{6}} (?!\d)"
    )
    abroad = r"(?<![\d$]) \+(?!1\b)\d{1,3} (?:[\s.\-()]{0,3}\d){6,12} (?!\d)"
    local = rf"(?<![\d$\-/.#]) {_THREE}-\d{{4}} (?![\d\-/])"
    announced = after(_CALL, rf"{_THREE}[\s.\-_/*]{{0,3}}\d{{4}}(?!\d)", between="at|al|on|en|a|back")
    return Recognizer("phone", [ten, spaced, abroad, local, announced], check=_is_phone)


def _is_phone(text: str) -> bool:
    """Whether it is not one that is free of charge."""
    digits = digits_of(text)
    return (digits[1:] if digits[0] == "1" else digits)[:3] not in TOLL_FREE
