"""A trained model that is kept, from its training to the day it is thrown away."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.engine import Row

from bot.publishing.report import Report, read_report

DRAFTS, CHECKOUT = "drafts", "checkout"
"""Trained here from the drafts of staff; or the one that `make run` trains from the files as they are."""


@dataclass(frozen=True)
class Model:
    """One row of the table, which says what each means."""

    id: int
    digest: str
    source: str
    made_at: float
    author: str
    why: str
    contributors: tuple[str, ...]
    commit: str | None
    knowledge: str | None
    ingredients: str
    code: str
    report: Report | None
    approved_by: str | None
    approved_at: float | None
    approved_why: str | None
    is_kept: bool

    @property
    def authors(self) -> frozenset[str]:
        """Everybody whose work is in it, in lower case; none of them may approve it."""
        return frozenset(name.casefold() for name in (self.author, *self.contributors))

    @property
    def is_approved(self) -> bool:
        """Whether a second person has said that it may answer citizens."""
        return self.approved_by is not None

    @property
    def waits_for_approval(self) -> bool:
        """Whether the gate is open, and nothing is missing but a second person."""
        return self.report is not None and self.report.is_passed and not self.is_approved


def read_model(row: Row) -> Model:
    """Return the model of a row."""
    values = dict(row._mapping)
    values["contributors"] = tuple(filter(None, values["contributors"].split("\n")))
    values["report"] = read_report(values["report"]) if values["report"] else None
    return Model(**values)
