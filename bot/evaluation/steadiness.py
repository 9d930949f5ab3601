"""Whether a reply stays the same when the question is only typed otherwise.

Asks every question that stands alone again in each disturbance; gives figures by kind of disturbance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bot.evaluation.disturbance import KINDS, disturb
from bot.evaluation.intervals import Estimate, mean
from bot.evaluation.measures import is_right
from bot.evaluation.question import Conversation
from bot.evaluation.run import Result, ask_all


@dataclass(frozen=True)
class Disturbed:
    """A question asked as it stands, and disturbed."""

    kind: str
    before: Result
    after: Result

    @property
    def is_changed(self) -> bool:
        """Whether the citizen got something else."""
        return self.before.got != self.after.got


@dataclass(frozen=True)
class Steadiness:
    """What one kind of disturbance did."""

    kind: str
    changed: Estimate
    """Share of questions that got another outcome or another first record."""
    right: Estimate
    """Share answered right although disturbed."""
    gap: Estimate
    """The same minus the share of these questions answered right as they stand."""
    lost: tuple[str, ...]
    """The emergencies, as disturbed, that no longer got the number to call."""


def ask_disturbed(
    results: Sequence[Result], address: str, report: Callable[[int, int], None]
) -> list[Disturbed]:
    """Ask all questions that stand alone again, disturbed; `report` is called with (done, total)."""
    turns = Counter(result.conversation for result in results)
    planned = [
        (kind, result, Conversation(result.slice, (replace(result.question, text=text),)))
        for result in results
        if turns[result.conversation] == 1
        for kind, text in disturb(result.question.text)
    ]
    asked = ask_all([conversation for _, _, conversation in planned], address, report)
    return [
        Disturbed(kind, before, replace(after, conversation=before.conversation))
        for (kind, before, _), after in zip(planned, asked)
    ]


def find_steadiness(disturbed: Sequence[Disturbed]) -> tuple[Steadiness, ...]:
    """Return what each kind did, in the order of KINDS."""
    groups = ([one for one in disturbed if one.kind == kind] for kind in KINDS)
    return tuple(_measure(group) for group in groups if group)


def _measure(group: Sequence[Disturbed]) -> Steadiness:
    right = [(is_right(one.before), is_right(one.after)) for one in group]
    emergencies = [one for one in group if one.before.question.is_emergency]
    return Steadiness(
        group[0].kind,
        changed=mean([float(one.is_changed) for one in group]),
        right=mean([float(after) for _, after in right]),
        gap=mean([float(after) - float(before) for before, after in right]),
        lost=tuple(
            one.after.question.text for one in emergencies if is_right(one.before) > is_right(one.after)
        ),
    )
