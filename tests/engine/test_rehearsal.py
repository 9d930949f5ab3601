"""A model that cannot be loaded is said in one line; `tests/assistant` rehearses with a real one."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.engine.rehearsal import Rehearsal
from bot.errors import ModelError


def test_a_broken_model_is_one_line(tmp_path: Path) -> None:
    model = tmp_path / "missi.tar.gz"
    model.write_bytes(b"no archive")
    with pytest.raises(ModelError, match=r"missi\.tar\.gz: cannot be loaded: ") as error:
        Rehearsal(model)
    assert "\n" not in str(error.value)
