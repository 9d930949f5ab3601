"""Trains the drafts in a process of its own and tells what it is at; gives the file of the model."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

from bot.errors import ModelError
from bot.operations.encoder import require_encoder
from bot.operations.environment import process_environment
from bot.operations.model import NAME, last_error, training_command
from bot.publishing.drafts import Drafts

LOG = "train.log"
Tell = Callable[[str], None]
_STARTS = re.compile(r"Starting to train component '(\w+)'")


def train(drafts: Drafts, folder: Path, tell: Tell) -> Path:
    """Return the file of the trained model; raises ModelError with the last error that was logged."""
    require_encoder(drafts.settings)
    folder.mkdir(parents=True, exist_ok=True)
    log = drafts.settings.var.resolve() / "log" / LOG
    log.parent.mkdir(parents=True, exist_ok=True)
    process = subprocess.Popen(
        training_command(drafts.folder, folder),
        cwd=drafts.folder,
        env=process_environment(drafts.settings),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    assert process.stdout is not None
    with process, log.open("wb") as copy:
        for line in process.stdout:
            copy.write(line)
            copy.flush()
            found = _STARTS.search(line.decode("utf-8", "replace"))
            if found:
                tell(found[1])
    model = folder / f"{NAME}.tar.gz"
    if process.returncode or not model.is_file():
        raise ModelError(f"training failed: {last_error(log)}")
    return model
