"""The action server: warms the knowledge base up first, so that the first citizen does not wait."""

from __future__ import annotations

import os
import sys

from rasa_sdk.endpoint import run

from actions.wiring import foresee_questions
from bot.errors import MissiError
from bot.settings import read_settings

LOOPBACK = "127.0.0.1"


def main() -> None:
    """Serve on the configured port; one line and exit 1 when something it needs is missing."""
    os.environ.setdefault("SANIC_HOST", LOOPBACK)
    try:
        settings = read_settings()
        foresee_questions(settings.actions_port)
    except MissiError as error:
        sys.exit(f"missi: {error}")
    run("actions", port=settings.actions_port)


if __name__ == "__main__":
    main()
