"""`python -m bot.operations.quiet MODULE ...`: runs a module as `python -m` does, without Python's warnings.

Called by the Procfile, for training, and by `missi explain`: Sanic and Rasa turn on again what PYTHONWARNINGS
turns off."""

from __future__ import annotations

import runpy
import sys
import warnings
from typing import Any


def drop_warnings() -> None:
    """Show no warning of Python's from now on."""
    warnings.showwarning = _drop


def _drop(*_: Any, **__: Any) -> None:
    """Say nothing."""


if __name__ == "__main__":
    drop_warnings()
    del sys.argv[0]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
