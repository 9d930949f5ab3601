"""What every change is: a small object that tells what it does, and writes it over the files."""

from __future__ import annotations

import unicodedata
from typing import Protocol

from bot.authoring.files import Files
from bot.errors import AuthoringError


class Change(Protocol):
    """One change of the files; the modules beside this one have them."""

    @property
    def summary(self) -> str:
        """What it does, in a line: the subject of its commit."""

    def apply(self, files: Files) -> None:
        """Write it over the files; raises AuthoringError, and then nothing of it is kept."""


def require_line(text: str, name: str, most: int) -> str:
    """Return words in one line; raises AuthoringError for none, too many, or what cannot be typed."""
    line = " ".join(text.split())
    if not line:
        raise AuthoringError(f"{name}: expected a few words, got none")
    if len(line) > most:
        raise AuthoringError(f"{name}: expected at most {most} characters, got {len(line)}")
    if any(unicodedata.category(letter) in ("Cc", "Cs", "Zl", "Zp") for letter in line):
        raise AuthoringError(f"{name}: holds characters that cannot be written")
    return line
