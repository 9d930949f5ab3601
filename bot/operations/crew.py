"""The processes of a Procfile while they run: started together, and each again when it ends or hangs.

Called by the supervisor."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from bot.errors import ProcessError
from bot.operations.loopback import answers
from bot.operations.process import Process

STEADY_S = 60.0  # whoever ran so long is started again at once
LONGEST_PAUSE_S = 8.0
END_S = 2.0
PROBE_EVERY_S = 2.0
PROBE_S = 10.0  # whoever answers within it is busy, no more
STARTING_S = 180.0  # so long a start may take on a busy machine
SILENT_S = 12.0  # whoever does not answer for so long hangs; with its start that is less than 30 s


@dataclass
class Member:
    """A process, and what is known of its health."""

    launch: Callable[[], Process]
    process: Process
    began: float = field(default_factory=time.monotonic)
    answered: float | None = None
    """When it last answered; None as long as it starts."""
    falls: int = 0
    """How often in a row it ended soon after its start."""
    due: float | None = None
    """When it is to be started again, if it is down."""


class Crew:
    """The processes by name.

    Args:
        launches: starts a process, by its name.
        tell: is told the name of a process and what became of it.
    """

    def __init__(
        self, launches: Mapping[str, Callable[[], Process]], tell: Callable[[str, str], None]
    ) -> None:
        self._tell = tell
        self._members: dict[str, Member] = {}
        self._launches = launches
        self._watched: frozenset[str] = frozenset()

    def start(self) -> None:
        """Start every process; each is noted as soon as it exists."""
        for name, launch in self._launches.items():
            self._members[name] = Member(launch, launch())

    @property
    def processes(self) -> list[Process]:
        """Every process, also those that are down."""
        return [member.process for member in self._members.values()]

    def require_all(self) -> None:
        """Raise ProcessError naming a process that is gone."""
        for process in self.processes:
            if process.exit_code is not None:
                raise ProcessError(
                    f"{process.name}: stopped by itself ({how_it_ended(process)}), see {process.log}"
                )

    def mend(self) -> None:
        """Start again whatever ended or hangs; one that keeps falling after longer and longer pauses."""
        now = time.monotonic()
        for name, member in self._members.items():
            if member.due is not None:
                if now >= member.due:
                    member.process, member.due = member.launch(), None
                    member.began, member.answered = time.monotonic(), None
            elif member.process.exit_code is not None:
                self._lay_down(name, member, how_it_ended(member.process))
            elif member.answered is not None and now - member.answered > SILENT_S:
                self._lay_down(name, member, f"no answer for {SILENT_S:.0f} s")
            elif name in self._watched and member.answered is None and now - member.began > STARTING_S:
                self._lay_down(name, member, f"no answer for {STARTING_S:.0f} s")

    def watch(self, addresses: Mapping[str, str]) -> None:
        """Look, each on a thread of its own, whether the processes answer at their addresses."""
        self._watched = frozenset(addresses)
        for watched in addresses.items():
            threading.Thread(target=self._watch, args=watched, name="watch process", daemon=True).start()

    def _watch(self, name: str, address: str) -> None:
        while True:
            process = self._members[name].process
            if answers(address, timeout_s=PROBE_S) and self._members[name].process is process:
                self._members[name].answered = time.monotonic()
            time.sleep(PROBE_EVERY_S)

    def _lay_down(self, name: str, member: Member, why: str) -> None:
        """End what is left of a process, and note when to start it again."""
        member.process.send(signal.SIGKILL)
        last = time.monotonic() + END_S
        while member.process.is_alive() and time.monotonic() < last:
            time.sleep(0.02)  # also what it had started must be gone before its ports can be had
        member.process.finish()
        member.falls = 0 if time.monotonic() - member.began > STEADY_S else member.falls + 1
        pause = min(LONGEST_PAUSE_S, 2.0 ** (member.falls - 2)) if member.falls > 1 else 0.0
        member.due = time.monotonic() + pause
        self._tell(name, f"{why}: it is started again")


def how_it_ended(process: Process) -> str:
    """By which signal, or with which exit code."""
    code = process.exit_code or 0
    # A shell gives 128 + n for what was killed by signal n, Python -n for the shell itself.
    number = -code if code < 0 else code - 128
    return f"signal {number}" if number > 0 else f"exit code {code}"
