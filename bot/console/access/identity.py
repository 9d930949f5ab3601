"""Whom a single sign-on has named."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Identity:
    """A person at a provider; `email` only when the provider has verified it, in lower case."""

    issuer: str
    subject: str
    email: str | None = None

    @property
    def named(self) -> dict[str, str]:
        """What an account is linked by."""
        return {"issuer": self.issuer, "subject": self.subject}
