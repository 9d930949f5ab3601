"""A trained assistant is used only with the data it was trained on."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from bot.errors import ModelError
from bot.operations.model import fingerprint, mend, require_model, trained_fingerprint
from bot.settings import Settings

FILES = (
    "config.yml",
    "domain.yml",
    "requirements.lock",
    "data/nlu/questions/cost.yml",
    "data/stories/rules.yml",
    "data/knowledge/services.yml",
    "bot/nlu/intents.py",
    "bot/encoder/model.py",
)


@pytest.fixture
def project(settings: Settings, tmp_path: Path) -> Settings:
    for name in FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    return replace(settings, knowledge=tmp_path / "data" / "knowledge")


def test_the_fingerprint_stays_when_nothing_changes(project: Settings, tmp_path: Path) -> None:
    before = fingerprint(project, tmp_path)
    (tmp_path / "bot" / "errors.py").write_text("no part of the model")
    assert fingerprint(project, tmp_path) == before


@pytest.mark.parametrize("name", FILES)
def test_a_change_of_any_ingredient_changes_it(project: Settings, tmp_path: Path, name: str) -> None:
    before = fingerprint(project, tmp_path)
    (tmp_path / name).write_text("changed")
    assert fingerprint(project, tmp_path) != before


def test_a_new_and_a_renamed_file_change_it(project: Settings, tmp_path: Path) -> None:
    seen = {fingerprint(project, tmp_path)}
    added = tmp_path / "data" / "nlu" / "new.yml"
    added.write_text("new")
    seen.add(fingerprint(project, tmp_path))
    added.rename(added.with_name("renamed.yml"))
    seen.add(fingerprint(project, tmp_path))
    assert len(seen) == 3


def test_a_domain_may_be_a_folder(project: Settings, tmp_path: Path) -> None:
    (tmp_path / "domain").mkdir()
    (tmp_path / "domain.yml").rename(tmp_path / "domain" / "intents.yml")
    before = fingerprint(project, tmp_path)
    (tmp_path / "domain" / "intents.yml").write_text("changed")
    assert fingerprint(project, tmp_path) != before


def test_a_missing_ingredient_is_named(project: Settings, tmp_path: Path) -> None:
    (tmp_path / "config.yml").unlink()
    with pytest.raises(ModelError, match="config.yml: missing"):
        fingerprint(project, tmp_path)


def test_an_assistant_never_trained_is_said(settings: Settings) -> None:
    with pytest.raises(ModelError, match=r"missi\.tar\.gz: not trained yet; run 'make train'"):
        require_model(settings)


def test_an_assistant_trained_on_other_data_is_refused(settings: Settings) -> None:
    settings.models.mkdir()
    (settings.models / "missi.tar.gz").write_bytes(b"")
    stamp = settings.models / "missi.fingerprint"
    for text in (None, "0" * 64):
        if text:
            stamp.write_text(text)
        with pytest.raises(ModelError, match=r"missi\.tar\.gz: trained on other data; run 'make train'"):
            require_model(settings)
    stamp.write_text(fingerprint(settings) + "\n")
    require_model(settings)


def test_a_damaged_model_is_put_back_from_its_copy(settings: Settings, tmp_path: Path) -> None:
    settings = replace(settings, models=tmp_path)
    model, copy = tmp_path / "missi.tar.gz", tmp_path / "missi.copy"
    model.write_bytes(b"a model" * 1000)
    assert mend(settings), "nothing is known of a model from before there were copies"
    copy.write_bytes(model.read_bytes())
    digest = hashlib.sha256(model.read_bytes()).hexdigest()
    (tmp_path / "missi.fingerprint").write_text(f"made-from\n{digest}\n")
    model.write_bytes(b"half")
    assert mend(settings) and model.read_bytes() == copy.read_bytes()
    assert trained_fingerprint(settings) == "made-from"
    for path in (model, copy):
        path.write_bytes(b"half")
    with pytest.raises(ModelError, match=r"missi.tar.gz: damaged; run 'make train'"):
        require_model(settings)
