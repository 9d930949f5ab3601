"""The command line on a database and on knowledge files of the test's own."""

from __future__ import annotations

from pathlib import Path

import pytest

SERVICE = """\
- id: service:boat-registration
  title: Boat registration
  summary: Boats with a motor must be registered.
  status: published
"""


@pytest.fixture
def knowledge(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the knowledge files, with one service; its database is empty."""
    folder = tmp_path / "knowledge"
    folder.mkdir()
    (folder / "services.yml").write_text(SERVICE)
    monkeypatch.setenv("MISSI_KNOWLEDGE", str(folder))
    monkeypatch.setenv("MISSI_VAR", str(tmp_path / "var"))
    monkeypatch.setenv("MISSI_DATABASE_URL", f"sqlite:///{tmp_path / 'missi.db'}")
    return folder
