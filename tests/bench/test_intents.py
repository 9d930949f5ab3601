"""The benchmarks' files are read strictly, and the table tells what was measured."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from bot.bench.intents import TASKS, Score, Task, read_phrases, run_task, tell_scores
from bot.cli.bench_nlu import command
from bot.errors import SettingError
from tests.fakes import FakeEncoder

ROWS = """text,intent
how much is a tag,cost
what does it cost,cost
where do I go,where
where is the office,where
"""


def test_phrases_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(ROWS)
    texts, intents = read_phrases(tmp_path / "a.csv")
    assert texts[0] == "how much is a tag" and intents == ["cost", "cost", "where", "where"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "expected columns"),
        ("a,b\n1,2\n", "expected columns"),
        ("text,intent\n", "expected phrases"),
        ("text,intent\nhello,\n", r"a\.csv:2"),
    ],
)
def test_a_bad_file_is_named(tmp_path: Path, content: str, said: str) -> None:
    (tmp_path / "a.csv").write_text(content)
    with pytest.raises(SettingError, match=said):
        read_phrases(tmp_path / "a.csv")


def test_a_task_counts_the_right_ones(tmp_path: Path) -> None:
    (tmp_path / "train.csv").write_text(ROWS)
    (tmp_path / "test.csv").write_text("text,intent\nhow much is a tag,cost\nwhere is the office,cost\n")
    score = run_task(Task("toy", "train.csv", "test.csv", 90.0), tmp_path, FakeEncoder())  # type: ignore[arg-type]
    assert score.accuracy == pytest.approx(50.0)
    assert score.phrases == 4


def test_the_table_says_what_falls_short() -> None:
    scores = [Score(TASKS[0], 10_003, 93.5, 1.0, 0.1), Score(TASKS[1], 770, 80.0, 1.0, 0.1)]
    reached, missed = tell_scores(scores).splitlines()[2:]
    assert "not reached" not in reached and "93.5 %" in reached
    assert "not reached" in missed


def test_without_files_one_line_says_so(tmp_path: Path) -> None:
    result = CliRunner().invoke(command, ["--data", str(tmp_path)])
    assert result.exit_code == 0 and "no benchmark files" in result.output
    assert np.size(result.output.strip().splitlines()) == 1
