"""The figures that the console shows: kept whole, and nothing where nothing can be read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.evaluation.evaluation import Evaluation, Origin
from bot.evaluation.measured import FILE_NAME, Measured, read_measured, write_measured
from bot.evaluation.summary import summarize
from tests.evaluation.samples import results


def test_what_was_kept_is_read_again(tmp_path: Path) -> None:
    origin = Origin("2026-11-22T14:24:00+00:00", "c59520f23da3")
    summary = summarize(Evaluation(origin, tuple(results([1, 0]))))
    write_measured(summary, tmp_path)
    kept = read_measured(tmp_path)
    shares = {name: summary.all[name].value for name in ("right", "helped", "wrong")}
    assert kept == Measured(origin.measured_at, origin.model, 2, **shares)
    assert [path.name for path in tmp_path.iterdir()] == [FILE_NAME]


@pytest.mark.parametrize("text", [None, "", "{", "[]", "{}", json.dumps({"right": 1})])
def test_what_cannot_be_read_is_nothing(tmp_path: Path, text: str | None) -> None:
    if text is not None:
        (tmp_path / FILE_NAME).write_text(text)
    assert read_measured(tmp_path) is None
