"""What citizens ask, and what would be right: questions, and the conversations they stand in.

Made by `questions`, which reads them from files; judged by `judge`."""

from __future__ import annotations

from dataclasses import dataclass

OUTCOMES = tuple("answer clarify refuse handoff smalltalk safety error form guard".split())
"""All that a reply can be; docs/reply-contract.md says what each means."""
_HELPING = {"answer", "clarify"}
_DECLINING = {"refuse", "handoff", "guard"}


@dataclass(frozen=True)
class Question:
    """One thing said, and what would be right: one of the records, or one of the outcomes."""

    text: str
    records: tuple[str, ...] = ()
    """Ids, or beginnings of ids, of the records that are right."""
    outcomes: tuple[str, ...] = ()
    """Outcomes that are right by themselves; beside records, an answer still has to be one of those."""
    aspect: str | None = None
    group: str | None = None
    """Name of the need that this and other questions put in different words."""

    @property
    def is_in_scope(self) -> bool:
        """Whether an answer is wanted, and declining is not as good."""
        return self._wants_help and not _DECLINING & set(self.outcomes)

    @property
    def is_out_of_scope(self) -> bool:
        """Whether a refusal is wanted, and an answer is not as good."""
        return "refuse" in self.outcomes and not self._wants_help

    @property
    def is_emergency(self) -> bool:
        """Whether only the number to call is right."""
        return self.outcomes == ("safety",) and not self.records

    @property
    def _wants_help(self) -> bool:
        return bool(self.records or _HELPING & set(self.outcomes))


@dataclass(frozen=True)
class Conversation:
    """Questions asked one after the other by one citizen; mostly just one."""

    slice: str
    turns: tuple[Question, ...]
