"""The table people read and the JSON that is kept."""

from __future__ import annotations

import json

from bot.bench.client import Turn
from bot.bench.figures import Row
from bot.bench.machine import Machine
from bot.bench.measurement import Measurement, Sample
from bot.bench.report import make_report, show_notes, show_table, to_json
from bot.bench.rush import Rush

QUIET = Machine(cores=2, busy_before=0.01, busy_after=0.0, python="3.10.13", rasa="3.6.21")


def sample(*, start: float, turn: float, megabytes: int, failed: int = 0) -> Sample:
    turns = [Turn(turn, True)] * (300 - failed) + [Turn(turn, False)] * failed
    rush = Rush((Turn(0.1, True),) * 500, start / 2)
    return Sample([start, start * 3, start / 3], turns, rush, megabytes * 1_000_000, start * 2)


def measured(*, failed: int = 0) -> Measurement:
    ours = sample(start=10.0, turn=0.012, megabytes=800, failed=failed)
    return Measurement(ours, sample(start=40.0, turn=0.030, megabytes=1000))


def test_the_rows_are_medians_percentiles_rates_and_memory() -> None:
    rows = make_report(measured(), QUIET).rows
    assert [(row.name, round(row.ours, 1), round(row.theirs, 1), row.bar) for row in rows] == [
        ("start-up to first reply", 10.0, 40.0, 0.35),
        ("turn, p50", 12.0, 30.0, 0.4),
        ("turn, p95", 12.0, 30.0, None),
        ("turn, p99", 12.0, 30.0, 0.5),
        ("16 clients at once", 100.0, 25.0, 3.0),
        ("memory (PSS)", 800.0, 1000.0, 1.0),
        ("training", 20.0, 80.0, 0.3),
    ]


def test_the_table_lines_up_and_shows_what_was_missed() -> None:
    rows = [
        Row("turn, p50", "ms", 91.6, 33.9, 0.5),
        Row("memory", "MB", 788.0, 984.0, 1.2),
        Row("rush", "/s", 90.0, 30.0, 4.0, is_floor=True),
        Row("x", "s", 1, 4),
    ]
    assert show_table(rows).splitlines() == [
        "              ours   theirs  ratio     bar",
        "turn, p50  91.6 ms  33.9 ms   2.70  <= 0.5  MISSED",
        "memory      788 MB   984 MB   0.80  <= 1.2     met",
        "rush       90.0 /s  30.0 /s   3.00  >= 4.0  MISSED",
        "x            1.0 s    4.0 s   0.25",
    ]


def test_a_turn_of_ours_without_a_reply_fails_the_run_and_is_told() -> None:
    good, bad = make_report(measured(), QUIET), make_report(measured(failed=2), QUIET)
    assert good.is_met and not bad.is_met
    assert "ours: 2 turns without a good reply" in show_notes(bad)


def test_a_busy_machine_is_told() -> None:
    notes = show_notes(make_report(measured(), Machine(2, 0.5, 0.98)))
    assert notes[-1].startswith("noisy: others kept this machine busy (50% before, 98% after)")
    assert len(show_notes(make_report(measured(), QUIET))) == 1


def test_the_json_keeps_rows_samples_and_machine() -> None:
    kept = json.loads(to_json(make_report(measured(), QUIET)))
    assert kept["is_met"] is True
    assert kept["rows"][1] == {
        "name": "turn, p50",
        "unit": "ms",
        "ours": 12.0,
        "theirs": 30.0,
        "ratio": 0.4,
        "bar": 0.4,
        "is_met": True,
    }
    assert len(kept["ours"]["turn_ms"]) == 300
    assert kept["theirs"]["training_seconds"] == 80.0
    assert kept["machine"]["is_noisy"] is False


def test_a_ratio_that_does_not_exist_is_kept_as_null() -> None:
    nothing = Measurement(sample(start=1, turn=1, megabytes=1), sample(start=1, turn=1, megabytes=0))
    assert json.loads(to_json(make_report(nothing, QUIET)))["rows"][-2]["ratio"] is None
