"""A request as the rooms of the console see it: who asks, from where, and what was typed."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.console.access.account import Account
from bot.console.access.entrance import Caller
from bot.console.access.sessions import Session, csrf_of
from bot.console.desk import Desk

MOST_TYPED = 2000  # characters of one field
Fields = Mapping[str, Sequence[str]]


@dataclass
class Visit:
    """One request. What a room sets here goes into cookies with the response."""

    desk: Desk
    path: str
    query: Fields
    form: Fields
    caller: Caller
    headers: Mapping[str, str] = field(default_factory=dict)
    """Those of the request, whatever their case."""
    is_partial: bool = False
    """Whether a script asks for a part of the page, not a browser for the whole."""
    account: Account | None = None
    """Who is signed in."""
    session: Session | None = None
    paths: frozenset[str] = frozenset()
    """The pages that they may open."""
    ticket: str = ""
    """What the browser kept while its owner was at the provider of the single sign-on."""
    fresh_token: str | None = None
    fresh_ticket: str | None = None

    @property
    def me(self) -> Account:
        """Who is signed in, where nobody else gets to."""
        assert self.account is not None
        return self.account

    @property
    def csrf(self) -> str:
        """What every form must hold."""
        return csrf_of(self.fresh_token or self.caller.token)

    def typed(self, name: str) -> str:
        """A field of the form in one line; empty when it is not there."""
        return " ".join(self.text(name).split())

    def text(self, name: str, most: int = MOST_TYPED) -> str:
        """A field of the form with its lines, without control characters."""
        return _clean(next(iter(self.form.get(name, ())), "")[:most]).strip()

    def secret(self, name: str) -> str:
        """A password, exactly as typed."""
        return next(iter(self.form.get(name, ())), "")[:MOST_TYPED]

    def chosen(self, name: str) -> list[str]:
        """All values of a field that may be chosen several times."""
        return [_clean(value[:MOST_TYPED]) for value in self.form.get(name, ())]

    def asked(self, name: str) -> str:
        """A parameter of the address in one line; empty when it is not there."""
        return " ".join(_clean(next(iter(self.query.get(name, ())), "")[:MOST_TYPED]).split())


def _clean(text: str) -> str:
    """Without what neither people type nor databases take."""
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))
