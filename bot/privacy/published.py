"""What the knowledge base publishes of agencies and officials: phones, e-mails, streets, names.

Reads the published records; whoever asks tells it how a value was found. Called by `masking`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from bot.knowledge.record import Record
from bot.privacy.reading import digits_of

_PHONE = re.compile(r"(?<!\d)(?:1[-. ])?\(?\d{3}\)?[-. ]{0,2}\d{3}[-. ]\d{4}(?!\d)")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_HOUSE = re.compile(r"\b(?:\d+[A-Z]?[ ][^;()]+|P\.?\s?O\.?\s(?:Drawer|Box)\s\d+)", re.IGNORECASE)
_SHORT = dict(
    pair.split(":")
    for pair in (
        "street:st avenue:ave road:rd boulevard:blvd highway:hwy drive:dr lane:ln place:pl court:ct"
        " parkway:pkwy circle:cir building:bldg suite:ste north:n south:s east:e west:w"
    ).split()
)
PHONE_DIGITS = 10
_NAME = re.compile(r"(?=\b((?:[A-Z][\w'-]+|[A-Z]\.)(?: (?:[A-Z][\w'-]+|[A-Z]\.)){1,3}))")


class Published:
    """The values that stay because they are published.

    Args:
        records: the published records.
    """

    def __init__(self, records: Iterable[Record] = ()) -> None:
        self._phones: set[str] = set()
        self._emails: set[str] = set()
        self._streets: set[str] = set()
        self._names: set[str] = set()
        for record in records:
            for text in (record.title, record.summary, *_texts(record.details)):
                self._phones.update(_phone(found) for found in _PHONE.findall(text))
                self._emails.update(found.lower() for found in _EMAIL.findall(text))
                self._streets.update(_street(found) for found in _HOUSE.findall(text))
                self._names.update(found.lower() for found in _NAME.findall(text))

    def has(self, kind: str, value: str) -> bool:
        """Whether a value of this kind, as it was read, is published."""
        if kind == "email":
            return value.lower().strip(".") in self._emails
        if kind == "address":
            street = _street(value)
            return any(known == street or known.startswith(f"{street} ") for known in self._streets)
        if kind == "name":
            return value.lower() in self._names
        return _phone(value) in self._phones


def _texts(details: Any) -> Iterable[str]:
    """Every text in a record's details, however deep."""
    if isinstance(details, str):
        yield details
    elif isinstance(details, Mapping):
        for value in details.values():
            yield from _texts(value)
    elif isinstance(details, (list, tuple)):
        for value in details:
            yield from _texts(value)


def _phone(text: str) -> str:
    return digits_of(text)[-PHONE_DIGITS:]


def _street(text: str) -> str:
    """A street as everybody may write it: lower case, usual short forms, no marks."""
    words = re.findall(r"[a-z0-9]+", text.lower())
    return " ".join(_SHORT.get(word, word) for word in words)
