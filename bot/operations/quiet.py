"""`python -m bot.operations.quiet MODULE ...`: runs a module as `python -m` does, without Python's warnings.

Called by the Procfile and for training: Sanic and Rasa turn on again what PYTHONWARNINGS turns off."""

from __future__ import annotations

import runpy
import sys
import warnings
from typing import Any


def _drop(*_: Any, **__: Any) -> None:
    """Say nothing."""


if __name__ == "__main__":
    warnings.showwarning = _drop
    del sys.argv[0]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
