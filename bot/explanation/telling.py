"""Puts an explanation in words, a line a thing, for a terminal.

Takes an Explanation or its parts, gives lines; `replay_telling` uses the parts for both sides of a replay."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from bot.dialogue.turn import Entity
from bot.explanation.explanation import Explanation, Origin
from bot.explanation.searched import Candidate, Searched, Shown
from bot.explanation.told import Told
from bot.explanation.understood import Understood

NOTHING = "none"
DIGITS = 12  # of a version that people read
OTHER_WAY = "note       the reply has no score of this search: the dialogue settled it, or told a list"


def tell_explanation(explanation: Explanation) -> list[str]:
    """Return everything, in the order it happened."""
    return [
        *tell_understood(explanation.understood),
        "",
        *tell_searched(explanation.searched),
        "",
        *tell_told(explanation.told),
        *_tell_way(explanation),
        "",
        *tell_origin(explanation.origin),
    ]


def tell_understood(understood: Understood) -> Iterator[str]:
    """Words, intents, names, and what was in mind."""
    yield f"words      {understood.words}"
    yield f"mended     {understood.mended if understood.mended != understood.words else 'nothing'}"
    yield f"intents    {_figures(understood.intents)}"
    yield f"entities   {', '.join(map(_name, understood.entities)) or NOTHING}"
    yield f"in mind    {_listed(understood.memory)}"


def tell_searched(searched: Searched | None) -> Iterator[str]:
    """Candidates with their signals, chances, values and the decision."""
    if searched is None:
        yield "search     none: a button was pressed"
        return
    yield "  share  candidate"
    for candidate in searched.candidates:
        yield from _tell_candidate(candidate)
    yield f"figures    {_figures(searched.figures)}"
    right, among = (f"worth it from {searched.thresholds[name]:.2f}" for name in ("right", "among"))
    yield f"chances    first right {searched.right:.2f} ({right}), among three {searched.among:.2f} ({among})"
    yield f"values     {_figures(searched.values)} (with {_listed(searched.costs)})"
    offered = f": {', '.join(searched.options)}" if searched.options else ""
    yield f"decision   {searched.decision}{offered}"
    yield f"outside    {_shown(searched.outside) if searched.outside else NOTHING}"


def tell_told(told: Told) -> Iterator[str]:
    """The reply."""
    contract = told.contract
    score = NOTHING if contract["score"] is None else f"{contract['score']:.2f}"
    yield f"action     {', '.join(told.actions) or NOTHING}"
    yield f"outcome    {contract['outcome']}, aspect {contract['aspect'] or NOTHING}, score {score}"
    yield f"records    {', '.join(contract['records']) or NOTHING}"
    lines = [line for text in told.texts for line in text.splitlines()]
    for head, line in zip(["reply", *[""] * len(lines)], lines):
        yield f"{head:<11}{line}"
    if told.choices:
        yield f"choices    {', '.join(told.choices)}"


def tell_origin(origin: Origin) -> Iterator[str]:
    """Which model and knowledge."""
    fits = "" if origin.is_current else "; the data changed since, 'make train' makes it anew"
    made = f"made from {origin.fingerprint[:DIGITS]}" if origin.fingerprint else "made from unknown data"
    yield f"model      {origin.model}, {made}{fits}"
    yield f"knowledge  {origin.knowledge[:DIGITS]}, revision {origin.revision}"


def _tell_way(explanation: Explanation) -> Iterator[str]:
    searched, score = explanation.searched, explanation.told.contract["score"]
    if searched and (score is None or abs(score - searched.right) > 1e-3):
        yield OTHER_WAY


def _tell_candidate(candidate: Candidate) -> Iterator[str]:
    yield f"  {candidate.share:.3f}  {_shown(candidate.record)}"
    yield f"         {_figures(candidate.signals)}"


def _shown(record: Shown) -> str:
    return f"{record.id} (version {record.version})  {record.title}"


def _name(entity: Entity) -> str:
    return f"{entity.kind} {entity.value}" + (f" “{entity.text}”" if entity.text else "")


def _figures(figures: Mapping[str, float]) -> str:
    return ", ".join(f"{name} {figure:.2f}" for name, figure in figures.items()) or NOTHING


def _listed(things: Mapping[str, Any]) -> str:
    return ", ".join(f"{name} {_plain(value)}" for name, value in things.items()) or "nothing"


def _plain(value: Any) -> str:
    is_list = isinstance(value, Iterable) and not isinstance(value, str)
    return " ".join(map(str, value)) if is_list else str(value)
