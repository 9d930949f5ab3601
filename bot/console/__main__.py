"""`python -m bot.console`: serves the staff console on the loopback address; started by `missi run`."""

from __future__ import annotations

import sys

from bot.console.desk import Desk
from bot.console.intake import start_intake
from bot.console.server import make_app
from bot.errors import MissiError
from bot.operations.oversight import open_oversight

ADDRESS = "127.0.0.1"


def main() -> int:
    """Serve until SIGTERM; 1 when that cannot be."""
    try:
        desk = Desk(open_oversight())
    except MissiError as error:
        sys.stderr.write(f"missi: console: {error}\n")
        return 1
    app = make_app(desk)
    start_intake(desk)
    app.run(host=ADDRESS, port=desk.settings.console.port, access_log=False, debug=False)
    return 0


if __name__ == "__main__":
    sys.exit(main())
