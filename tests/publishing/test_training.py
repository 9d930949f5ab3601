"""The whole job with real training: drafts in, a tested model out, citizens undisturbed."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import pytest

from bot.operations.model import find_model, model_path
from bot.operations.oversight import open_oversight
from bot.publishing.job import DONE, TRAIN
from bot.publishing.room import Room
from bot.publishing.worker import Worker
from bot.settings import read_settings
from tests.publishing.checkout import copy_checkout

pytestmark = [pytest.mark.model, pytest.mark.slow]
PATIENCE_S = 1800.0
QUESTIONS = {
    "data/eval": ("emergencies.yml",),
    "data/golden": ("ago.yml", "dom.yml"),
}


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """The files of this checkout with a new phrase and few questions, without a history."""
    folder = copy_checkout(tmp_path / "checkout", QUESTIONS)
    phrases = sorted((folder / "data" / "nlu").rglob("*.yml"))[0]
    phrases.write_text(phrases.read_text().rstrip() + "\n    - a phrase that nobody has taught before\n")
    return folder


def test_drafts_become_a_tested_model_and_the_live_one_stays(
    checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = read_settings()
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "encoder").symlink_to(real.encoder.parent.resolve())
    (tmp_path / "models").mkdir()
    shutil.copyfile(find_model(real), tmp_path / "models" / "missi.tar.gz")
    monkeypatch.setenv("MISSI_VAR", str(tmp_path / "var"))
    monkeypatch.setenv("MISSI_MODELS", str(tmp_path / "models"))
    monkeypatch.setenv("MISSI_DATABASE_URL", real.database_url)
    monkeypatch.setenv("MISSI_CHECKOUT", str(checkout))
    room = Room(open_oversight())
    before = model_path(room.settings).read_bytes()
    job, worker = room.jobs.ask(TRAIN, "tess", "a phrase"), Worker(room)
    last = time.monotonic() + PATIENCE_S
    while room.jobs.get(job.id).is_open:
        assert time.monotonic() < last
        worker.look()
        time.sleep(0.5)
    ended, told = room.jobs.get(job.id), [text for _, text in room.jobs.lines(job.id)]
    assert ended.state == DONE, told
    assert "Training: IntentClassifier" in told
    assert ended.model is not None
    model, live = room.models.get(ended.model), room.publisher.live()
    assert live and model.id != live.id and model.report and model.report.against == live.digest
    gate = {line.name: line for line in model.report.gate}
    assert gate["emergencies"].is_met and gate["complete"].is_met
    assert room.stock.shelf.require(model.digest)
    assert model_path(room.settings).read_bytes() == before
    assert room.publisher.published() is None
