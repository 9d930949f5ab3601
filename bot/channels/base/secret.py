"""Secrets that all processes of a set-up share, when the environment names none."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from pathlib import Path

FILE_NAME = "secret"


def keep_secret(
    folder: Path, name: str = FILE_NAME, make: Callable[[], str] = lambda: secrets.token_hex(32)
) -> str:
    """Return the secret kept in a folder, made at the first call; whichever process is first makes it."""
    path = folder / name
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        fresh = folder / f"{name}-{secrets.token_hex(8)}"
        with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
            file.write(make())
        try:
            os.link(fresh, path)  # whole or not at all, and never over another process's
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return path.read_text(encoding="ascii")
