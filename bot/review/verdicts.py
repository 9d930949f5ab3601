"""What staff can say of questions: it was right, what would have been, what to teach, what is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from bot.authoring.change import Change
from bot.authoring.intents import AddIntent
from bot.authoring.lists import AddAsk, AddQuestion
from bot.authoring.phrase_changes import AddPhrase
from bot.errors import OversightError
from bot.review.known import Known

KINDS = ("right", "nothing", "label", "phrase", "intent", "ask", "evaluation", "outside", "gap")
OUTSIDE = "outside:"
DECLINED = "refuse"
MOST_LINES = 10
MOST_PHRASES = 30
MOST_NOTE = 1000  # characters


@dataclass(frozen=True)
class Gap:
    """What an agency is asked to supply."""

    agency: str
    note: str
    due: str | None


@dataclass(frozen=True)
class Verdict:
    """A decision before it is kept."""

    kind: str
    told: Mapping[str, str] = field(default_factory=dict)
    """What was chosen: ids and names, never a citizen's words."""
    changes: tuple[Change, ...] = ()
    """What is to be drafted for it."""
    gap: Gap | None = None


def judge_right() -> Verdict:
    """The assistant did what it should."""
    return Verdict("right")


def judge_nothing() -> Verdict:
    """There is nothing to be done, such as for words without sense."""
    return Verdict("nothing")


def judge_label(known: Known, record: str, intent: str) -> Verdict:
    """What would have been right: a record, an intent, or both; raises OversightError."""
    if not record and not intent:
        raise OversightError("right answer: expected a record or an intent, got neither")
    told = {"record": known.require_record(record)} if record else {}
    return Verdict("label", told | ({"intent": known.require_intent(intent)} if intent else {}))


def teach_phrase(known: Known, intent: str, phrases: Sequence[str]) -> Verdict:
    """New training phrases of an intent, entities marked as in the files; raises OversightError."""
    intent = known.require_intent(intent)
    return Verdict("phrase", {"intent": intent}, tuple(AddPhrase(intent, one) for one in _lines(phrases)))


def teach_intent(name: str, phrases: Sequence[str]) -> Verdict:
    """A new intent with its first phrases, for what no intent is about; raises OversightError."""
    return Verdict("intent", {"intent": name}, (AddIntent(name, tuple(_lines(phrases, MOST_PHRASES))),))


def teach_ask(known: Known, record: str, asks: Sequence[str]) -> Verdict:
    """New asks of a record; for a record of what is not answered, that is `outside`."""
    record = known.require_record(record)
    kind = "outside" if record.startswith(OUTSIDE) else "ask"
    return Verdict(kind, {"record": record}, tuple(AddAsk(record, one) for one in _lines(asks)))


def teach_outside(known: Known, record: str, asks: Sequence[str]) -> Verdict:
    """New asks of something that is not answered; raises OversightError."""
    if not record.startswith(OUTSIDE):
        raise OversightError("out of scope: expected one of the kinds of what is not answered")
    return teach_ask(known, record, asks)


def teach_evaluation(known: Known, record: str, questions: Sequence[str]) -> Verdict:
    """New held-out questions that a record answers, or none does; raises OversightError."""
    right = known.require_record(record) if record else ""
    if not right or right.startswith(OUTSIDE):
        changes = tuple(AddQuestion(one, outcome=DECLINED) for one in _lines(questions))
        return Verdict("evaluation", {"outcome": DECLINED}, changes)
    changes = tuple(AddQuestion(one, records=(right,)) for one in _lines(questions))
    return Verdict("evaluation", {"record": right}, changes)


def open_gap(known: Known, agency: str, note: str, due: str) -> Verdict:
    """A ticket to an agency; raises OversightError for no note, or a day that is none or over."""
    agency, note = known.require_agency(agency), note.strip()
    if not note:
        raise OversightError("what is missing: expected a few words, got none")
    if len(note) > MOST_NOTE:
        raise OversightError(f"what is missing: expected at most {MOST_NOTE} characters, got {len(note)}")
    return Verdict("gap", {"agency": agency}, gap=Gap(agency, note, _read_due(due)))


def _read_due(due: str) -> str | None:
    try:
        day = date.fromisoformat(due) if due else None
    except ValueError:
        raise OversightError(f"due: expected a day such as 2026-11-30, got {due!r}") from None
    if day and day < date.today():
        raise OversightError("due: expected a day to come")
    return day.isoformat() if day else None


def _lines(texts: Sequence[str], most: int = MOST_LINES) -> list[str]:
    lines = list(dict.fromkeys(line for text in texts if (line := " ".join(text.split()))))
    if not lines:
        raise OversightError("words: expected at least one line, got none")
    if len(lines) > most:
        raise OversightError(f"words: expected at most {most} lines, got {len(lines)}")
    return lines
