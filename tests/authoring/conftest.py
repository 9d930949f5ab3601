"""A checkout and its drafts."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.authoring.files import Files
from bot.authoring.workspace import Workspace
from tests.authoring.checkout import FILES, make_checkout


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_checkout(tmp_path / "checkout")


@pytest.fixture
def workspace(root: Path) -> Workspace:
    return Workspace(root)


@pytest.fixture
def files() -> Files:
    return Files(tuple(FILES), lambda path: FILES[path].encode())
