"""The action server: warms the knowledge base up first, so that the first citizen does not wait."""

from __future__ import annotations

import os
import sys
from asyncio import AbstractEventLoop

from rasa_sdk.endpoint import create_app
from rasa_sdk.utils import number_of_sanic_workers
from sanic import Sanic

from actions.candidates import serve_candidates
from actions.wiring import foresee_questions
from bot.errors import MissiError
from bot.settings import read_settings

LOOPBACK = "127.0.0.1"
KEEP_ALIVE_S = 75  # longer than the assistant keeps a connection: no call meets one that is just being closed


def main() -> None:
    """Serve on the configured port; one line and exit 1 when something it needs is missing."""
    try:
        settings = read_settings()
        foresee_questions(settings.actions_port)
    except MissiError as error:
        sys.exit(f"missi: {error}")
    serve(settings.actions_port)


def serve(port: int) -> None:
    """Answer Rasa's calls on this port until the process ends."""
    app = create_app("actions")
    serve_candidates(app)
    app.listener("before_server_start")(_spare_middleware)
    app.config.KEEP_ALIVE_TIMEOUT = KEEP_ALIVE_S
    host = os.environ.get("SANIC_HOST", LOOPBACK)
    app.run(host, port, workers=number_of_sanic_workers(), access_log=False)


def _spare_middleware(app: Sanic, _: AbstractEventLoop) -> None:
    """Browsers never call this server: telling them what they may (CORS) took its time of a turn."""
    app.request_middleware.clear()
    app.response_middleware.clear()


if __name__ == "__main__":
    main()
