"""Watches the turns at the front door: counts and times them, and writes one line for each.

Called by the door with each step and at a turn's end. A line has ids, an outcome, and milliseconds, never a
word of anybody's; the conversation goes by a pseudonym that only the holder of the secret can make.
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Awaitable, Callable
from datetime import datetime, timezone
from logging.handlers import WatchedFileHandler
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.health.metrics import metrics

if TYPE_CHECKING:
    from bot.channels.base.message import Message

FILE_NAME = "turns.log"
LEAST_TOLD_S = 0.001
"""Steps that took less are left out of the line."""


class TurnLog:
    """The lines of this process, appended to one file that others append to as well.

    Args:
        folder: of the logs; made when it is missing.
        pseudonym: what a conversation is called, here as in the audit log.
    """

    def __init__(self, folder: Path, pseudonym: Callable[[str], str]) -> None:
        self._pseudonym = pseudonym
        self._logger = logging.Logger("missi.turns")
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._logger.addHandler(_Quiet(folder / FILE_NAME, encoding="utf-8"))
        except OSError as error:  # the turns matter more than their log
            logging.getLogger(__name__).error("turns.unlogged error=%s", type(error).__name__)
            self._logger.disabled = True

    async def watch(
        self, step: Callable[[Message, Any], Awaitable[None]], message: Message, door: Any
    ) -> None:
        """Take a step, and keep how long it took."""
        began = time.perf_counter()
        try:
            await step(message, door)
        finally:
            message.seconds[step.__name__] = time.perf_counter() - began

    def begin(self, message: Message) -> None:
        """Note that a message is being worked on."""
        metrics().under_way.inc()

    def end(self, message: Message) -> None:
        """Count what became of a message, and write its line."""
        counted, channel = metrics(), message.connector.name
        counted.under_way.dec()
        seconds = time.perf_counter() - message.began
        outcome = _outcome(message)
        if message.refusal:
            counted.refused.labels(channel, message.refusal.code).inc()
        else:
            counted.turns.labels(channel, outcome).inc()
        counted.turn_seconds.labels(channel).observe(seconds)
        for stage, took in message.seconds.items():
            counted.stage_seconds.labels(stage).observe(took)
        for kind in message.masked:
            counted.masked.labels(kind).inc()
        self._logger.info("%s", self._line(message, outcome, seconds))

    def _line(self, message: Message, outcome: str, seconds: float) -> str:
        told = {
            "event": "turn",
            "at": datetime.now(timezone.utc).isoformat(timespec="milliseconds"),
            "conversation": self._pseudonym(message.sender),
            "turn": message.turn.seq if message.turn else None,
            "channel": message.connector.name,
            "outcome": outcome,
            "records": list(message.answer.contract["records"]) if message.answer else [],
            "masked": list(message.masked),
            "ms": round(seconds * 1000, 1),
            "stages": {
                name: round(took * 1000, 1) for name, took in message.seconds.items() if took > LEAST_TOLD_S
            },
        }
        return json.dumps(told, separators=(",", ":"))


class _Quiet(WatchedFileHandler):
    """A log that cannot be written, on a full disk, is no reason to print what was to be in it."""

    def handleError(self, record: logging.LogRecord) -> None:
        """See parent class."""


def _outcome(message: Message) -> str:
    if message.refusal:
        return message.refusal.code
    if message.answer:
        return str(message.answer.contract["outcome"])
    return "repeated" if message.is_repeated else "error"
