"""The files of kept models, each under the SHA-256 of its content, in `var/models`."""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path

from bot.errors import ModelError
from bot.settings import Settings

FOLDER = "models"
SUFFIX = ".tar.gz"


class Shelf:
    """A folder of model files."""

    def __init__(self, settings: Settings) -> None:
        self._folder = settings.var.resolve() / FOLDER

    def put(self, file: Path) -> str:
        """Keep a copy of a model's file, and return its digest."""
        digest = digest_of(file)
        path = self.path(digest)
        if not path.exists():
            self._folder.mkdir(parents=True, exist_ok=True)
            fresh = path.with_name(f"{digest}-{os.getpid()}.fresh")
            shutil.copyfile(file, fresh)
            fresh.replace(path)  # whole or not at all
        return digest

    def path(self, digest: str) -> Path:
        """Where the model of a digest is, or would be."""
        return self._folder / f"{digest}{SUFFIX}"

    def require(self, digest: str) -> Path:
        """Return the file of a model; raises ModelError when it is missing or not what was put there."""
        path = self.path(digest)
        if not path.is_file():
            raise ModelError(f"model {digest[:12]}: its file is missing from var/{FOLDER}; train it again")
        if digest_of(path) != digest:
            raise ModelError(f"model {digest[:12]}: its file in var/{FOLDER} is damaged; train it again")
        return path

    def drop(self, digest: str) -> None:
        """Throw a model's file away."""
        self.path(digest).unlink(missing_ok=True)


def digest_of(file: Path) -> str:
    """Return the SHA-256 of a file."""
    return hashlib.sha256(file.read_bytes()).hexdigest()
