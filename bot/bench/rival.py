"""The bot we compare with: what `rasa init` makes, trained once and kept untouched under `var/bench/`.

Made again when the version of Rasa changed or making it was interrupted."""

from __future__ import annotations

import json
import shlex
import shutil
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from bot.bench.bots import their_environment
from bot.bench.fleet import Fleet
from bot.bench.server import Command
from bot.errors import ProcessError

Say = Callable[[str], None]
TIMEOUT_SECONDS = 1800.0
_LOOK_SECONDS = 0.1


@dataclass(frozen=True)
class Rival:
    """Where the other bot is, and how long `rasa init` took to make and train it."""

    project: Path
    training_seconds: float

    @property
    def phrases(self) -> Path:
        """The file with its example phrases."""
        return self.project / "data" / "nlu.yml"


def prepare_rival(folder: Path, fleet: Fleet, say: Say) -> Rival:
    """Return the bot in `folder`, made first when there is none of this version of Rasa."""
    project, stamp = folder / "rasa-init", folder / "rasa-init.json"
    made = json.loads(stamp.read_text(encoding="utf-8")) if stamp.is_file() else {}
    if made.get("rasa") == version("rasa") and any(project.glob("models/*.tar.gz")):
        return Rival(project, float(made["training_seconds"]))
    say("the other bot: `rasa init` makes and trains it, a minute or two, this once")
    stamp.unlink(missing_ok=True)
    shutil.rmtree(project, ignore_errors=True)
    project.mkdir(parents=True)
    seconds = _initialize(project, folder / "log" / "rasa-init.log", fleet)
    made = {"rasa": version("rasa"), "training_seconds": round(seconds, 1)}
    stamp.write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")
    return Rival(project, seconds)


def _initialize(project: Path, log: Path, fleet: Fleet) -> float:
    """Run `rasa init` to its end and return the seconds it took."""
    line = (
        f"exec {shlex.quote(sys.executable)} -m rasa init --no-prompt --init-dir {shlex.quote(str(project))}"
    )
    began = time.monotonic()
    with fleet.running([Command("rasa init", line, project, their_environment(), log)]) as (server,):
        while server.exit_code is None:
            if time.monotonic() - began > TIMEOUT_SECONDS:
                raise ProcessError(f"rasa init: not done after {TIMEOUT_SECONDS:.0f} s, see {log}")
            time.sleep(_LOOK_SECONDS)
        seconds = time.monotonic() - began
    if server.exit_code or not any(project.glob("models/*.tar.gz")):
        raise ProcessError(f"rasa init: failed (exit code {server.exit_code}), see {log}")
    return seconds
