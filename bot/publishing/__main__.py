"""`python -m bot.publishing`: the worker that trains, tests, and watches; started by `missi run`."""

from __future__ import annotations

import logging
import signal
import sys

from bot.errors import MissiError
from bot.operations.process import adopt_orphans
from bot.publishing.room import open_room
from bot.publishing.worker import Worker


def main() -> int:
    """Work until SIGTERM; 1 when that cannot be."""
    logging.basicConfig(format="%(levelname)s %(message)s")
    try:
        worker = Worker(open_room())
    except MissiError as error:
        sys.stderr.write(f"missi: worker: {error}\n")
        return 1
    adopt_orphans()  # whatever a killed job leaves behind becomes ours, to be ended
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: worker.stop())
    worker.run()
    return 0


if __name__ == "__main__":
    sys.exit(main())
