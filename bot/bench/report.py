"""Turns what was measured into rows, a table to read and JSON to keep.

Called by `missi bench` with the result of `bot.bench.measurement`."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timezone
from typing import Any

from bot.bench.figures import Row, median, percentile
from bot.bench.machine import Machine
from bot.bench.measurement import Measurement, Sample
from bot.bench.rush import CLIENTS

# What we promise against the default bot.
START_BAR, MEMORY_BAR, TRAINING_BAR = 0.35, 1.0, 0.3
TURN_BARS = {50: 0.4, 95: None, 99: 0.5}
RUSH_BAR = 3.0  # at least
_HEAD = ("", "ours", "theirs", "ratio", "bar", "")


@dataclass(frozen=True)
class Report:
    """The rows, and what they were made from."""

    rows: tuple[Row, ...]
    measured: Measurement
    machine: Machine

    @property
    def is_met(self) -> bool:
        """Whether every bar is kept and every turn of ours got a good reply."""
        return all(row.is_met for row in self.rows) and not self.measured.ours.unanswered


def make_report(measured: Measurement, machine: Machine) -> Report:
    """Return the rows of what was measured, in the order a citizen would notice them."""
    ours, theirs = measured.ours, measured.theirs
    rows = [Row("start-up to first reply", "s", median(ours.starts), median(theirs.starts), START_BAR)]
    for percent, bar in TURN_BARS.items():
        rows.append(Row(f"turn, p{percent}", "ms", _turn_ms(ours, percent), _turn_ms(theirs, percent), bar))
    rush = ours.rush.per_second, theirs.rush.per_second
    rows.append(Row(f"{CLIENTS} clients at once", "turns/s", *rush, RUSH_BAR, is_floor=True))
    rows.append(Row("memory (PSS)", "MB", ours.memory_bytes / 1e6, theirs.memory_bytes / 1e6, MEMORY_BAR))
    rows.append(Row("training", "s", ours.training_seconds, theirs.training_seconds, TRAINING_BAR))
    return Report(tuple(rows), measured, machine)


def show_table(rows: Sequence[Row]) -> str:
    """Return the rows as a table, figures to the right."""
    cells = [_HEAD, *(_cells(row) for row in rows)]
    widths = [max(len(line[i]) for line in cells) for i in range(len(_HEAD))]
    lines = []
    for line in cells:
        figures = [cell.rjust(width) for cell, width in zip(line[1:], widths[1:], strict=True)]
        lines.append("  ".join([line[0].ljust(widths[0]), *figures]).rstrip())
    return "\n".join(lines)


def show_notes(report: Report) -> list[str]:
    """Return what one must know to read the table, a line each."""
    measured, machine = report.measured, report.machine
    notes = [f"theirs: `rasa init` of Rasa {machine.rasa}; {machine.cores} cores, Python {machine.python}"]
    for name, sample in (("ours", measured.ours), ("theirs", measured.theirs)):
        if sample.unanswered:
            notes.append(f"{name}: {sample.unanswered} turns without a good reply")
    if machine.is_noisy:
        busy = f"{machine.busy_before:.0%} before, {machine.busy_after:.0%} after"
        notes.append(f"noisy: others kept this machine busy ({busy}); the figures may not be trusted")
    return notes


def to_json(report: Report) -> str:
    """Return everything worth keeping of a run."""
    measured = report.measured
    kept: dict[str, Any] = {
        "measured_at": datetime.now(timezone.utc).isoformat(timespec="seconds"),
        "machine": asdict(report.machine) | {"is_noisy": report.machine.is_noisy},
        "is_met": report.is_met,
        "rows": [_kept(row) for row in report.rows],
        "ours": _samples(measured.ours),
        "theirs": _samples(measured.theirs),
    }
    return json.dumps(kept, indent=1, allow_nan=False) + "\n"


def _turn_ms(sample: Sample, percent: float) -> float:
    return 1000 * percentile([turn.seconds for turn in sample.turns], percent)


def _cells(row: Row) -> tuple[str, ...]:
    bar = "" if row.bar is None else f"{'>=' if row.is_floor else '<='} {row.bar}"
    verdict = "" if row.bar is None else "met" if row.is_met else "MISSED"
    figures = (f"{figure:.{0 if figure >= 100 else 1}f} {row.unit}" for figure in (row.ours, row.theirs))
    return (row.name, *figures, f"{row.ratio:.2f}", bar, verdict)


def _kept(row: Row) -> dict[str, Any]:
    ratio = None if math.isnan(row.ratio) else round(row.ratio, 3)
    figures = {"ours": round(row.ours, 2), "theirs": round(row.theirs, 2), "ratio": ratio}
    return {"name": row.name, "unit": row.unit} | figures | {"bar": row.bar, "is_met": row.is_met}


def _samples(sample: Sample) -> dict[str, Any]:
    return {
        "start_seconds": [round(seconds, 2) for seconds in sample.starts],
        "turn_ms": [round(1000 * turn.seconds, 2) for turn in sample.turns],
        "rush_turns": len(sample.rush.turns),
        "unanswered": sample.unanswered,
        "memory_bytes": sample.memory_bytes,
        "training_seconds": round(sample.training_seconds, 1),
    }
