"""Rasa's own tests: the dialogues of `tests/stories` on the trained model, the check of the training data.

`rasa test core` predicts actions and runs none, so neither needs an action server."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from bot.operations.environment import process_environment
from bot.operations.model import CONFIG, DATA, DOMAIN, model_path, require_model
from bot.settings import ROOT, Settings

pytestmark = pytest.mark.model

STORIES = ROOT / "tests" / "stories"
_WARNING = re.compile(r"/rasa/\S+\.py:\d+: \w*UserWarning: (.+)")
_UNUSED = re.compile(r"The utterance '(\w+)' is not used in any story or rule\.")


def rasa(settings: Settings, *arguments: object) -> str:
    """Run a command of Rasa; its output, or a failure that shows it."""
    command = [sys.executable, "-m", "rasa", *map(str, arguments)]
    environment = process_environment(settings)
    done = subprocess.run(
        command, cwd=ROOT, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    assert done.returncode == 0, done.stdout[-4000:]
    return done.stdout


def told_by_code() -> set[str]:
    """Every response that the code may utter: named in full, or by the aspect that it tells."""
    names: set[str] = set()
    for path in [*(ROOT / "bot").rglob("*.py"), *(ROOT / "actions").rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                word = node.value
                names |= {word, f"utter_{word}", f"utter_{word}_unknown"}
    return names


def test_the_stories_are_predicted_as_written(settings: Settings, tmp_path: Path) -> None:
    require_model(settings)
    model = model_path(settings)
    rasa(
        settings,
        *("test", "core", "--e2e", "--fail-on-prediction-errors", "--no-plot"),
        *("--stories", STORIES, "--model", model, "--out", tmp_path / "results"),
    )
    failed = yaml.safe_load((tmp_path / "results" / "failed_test_stories.yml").read_text("utf-8"))
    assert not (failed or {}).get("stories"), failed


def test_there_are_stories_enough() -> None:
    files = [yaml.safe_load(path.read_text("utf-8")) for path in STORIES.glob("test_*.yml")]
    assert sum(len(file["stories"]) for file in files) >= 15


def test_the_training_data_is_valid(settings: Settings) -> None:
    """Responses that no rule names are told by actions; Rasa warns of them without failing."""
    arguments = ["--config", CONFIG, "--domain", DOMAIN, "--data", *DATA]
    output = rasa(settings, "data", "validate", "--fail-on-warnings", *arguments)
    warnings = _WARNING.findall(output)
    unused = {match[1] for warning in warnings if (match := _UNUSED.match(warning))}
    assert unused, output
    assert [warning for warning in warnings if not _UNUSED.match(warning)] == []
    assert unused - told_by_code() == set()
