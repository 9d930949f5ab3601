"""Shows the sizes: a table for the terminal, a section for a Markdown page, JSON to keep.

Takes what `run` measured, in ascending order."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict

from bot.bench.machine import Machine
from bot.bench.scale.sizes import BAR_RATIO, BAR_TIMES, Size, growth, is_met

HEAD = (
    "times",
    "records",
    "passages",
    "p50 ms",
    "p95 ms",
    "p50 ratio",
    "CPU ms a turn",
    "first reply s",
    "actions MB",
)
MADE_UP = (
    "Beyond size 1 the records are made up: services of ten passages whose texts recombine words of the real "
    "ones, and whose vectors are real ones mixed and jittered, since encoding them would take an hour. "
    "They make the knowledge large; they say nothing about how good the answers are."
)


def show_sizes(sizes: Sequence[Size]) -> str:
    """Return the table for a terminal, figures to the right."""
    lines = [HEAD, *(_cells(sizes, size) for size in sizes)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEAD))]
    return "\n".join("  ".join(c.rjust(w) for c, w in zip(line, widths, strict=True)) for line in lines)


def show_verdict(sizes: Sequence[Size]) -> str:
    """Return the bar and whether it is kept."""
    bar = f"{BAR_TIMES} times the records: p50 at most {BAR_RATIO} times"
    verdict = is_met(sizes)
    if verdict is None:
        return f"{bar}; not judged, which needs sizes 1 and {BAR_TIMES}"
    found = f"{growth(sizes, sizes[-1]):.2f} times at {sizes[-1].times} times the records"
    return f"{bar}; {'met' if verdict else 'MISSED'}: {found}"


def show_notes(sizes: Sequence[Size], machine: Machine) -> list[str]:
    """Return what one must know to read the figures, a line each."""
    turns = f"{len(sizes[0].turns)} turns of one client at each size; {machine.cores} cores"
    notes = [show_verdict(sizes), MADE_UP, turns]
    notes += [f"{s.times} times: {s.unanswered} turns without a good reply" for s in sizes if s.unanswered]
    if machine.is_noisy:
        busy = f"{machine.busy_before:.0%} before, {machine.busy_after:.0%} after"
        notes.append(
            f"noisy: others kept this machine busy ({busy}); trust processor time more than p50 and p95"
        )
    return notes


def show_section(sizes: Sequence[Size], machine: Machine, plot: str | None = None) -> str:
    """Return the Markdown section; `plot` is the address of the drawing, seen from the page."""
    rows = [" | ".join(cells) for cells in (HEAD, ["---:"] * len(HEAD), *(_cells(sizes, s) for s in sizes))]
    table = "\n".join(f"| {row} |" for row in rows)
    title = "## Speed as the knowledge grows"
    drawn = [f"![Milliseconds of a turn by number of records]({plot})"] if plot else []
    notes = "\n".join(f"- {note}" for note in show_notes(sizes, machine))
    return "\n\n".join([title, "Measured by `missi bench scale`.", table, *drawn, notes])


def to_json(sizes: Sequence[Size], machine: Machine) -> str:
    """Return everything worth keeping of a run."""
    kept = [
        asdict(size) | {"turns": [[round(turn.seconds, 5), turn.is_good] for turn in size.turns]}
        for size in sizes
    ]
    return json.dumps({"machine": asdict(machine), "sizes": kept, "is_met": is_met(sizes)}) + "\n"


def _cells(sizes: Sequence[Size], size: Size) -> tuple[str, ...]:
    return (
        f"{size.times}",
        f"{size.records:,}",
        f"{size.passages:,}",
        f"{size.turn_ms(50):.1f}",
        f"{size.turn_ms(95):.1f}",
        f"{growth(sizes, size):.2f}",
        f"{size.processor_ms:.1f}",
        f"{size.first_reply_seconds:.1f}",
        f"{size.memory_bytes / 1e6:.0f}",
    )
