"""Counts what our own code logs as an error, by the event that the line begins with.

Installed once in each process; the words of an event stand in the code, so that nothing anybody said is
counted.
"""

from __future__ import annotations

import logging
import re

from bot.health.metrics import metrics

ROOT_LOGGER = "bot"
OTHER = "other"
_EVENT = re.compile(r"[a-z]+(?:\.[a-z]+)+(?=\s|$)")


class ErrorCounter(logging.Handler):
    """Counts; writes nothing."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)

    def emit(self, record: logging.LogRecord) -> None:
        """See parent class."""
        # The template, not the line: whatever was put into it is left out.
        event = _EVENT.match(str(record.msg))
        metrics().errors.labels(event[0] if event else OTHER).inc()
        if logging.lastResort and not logging.getLogger().handlers:
            logging.lastResort.handle(record)  # which our being here would have silenced


def count_errors() -> None:
    """Count from now on; a second time changes nothing."""
    logger = logging.getLogger(ROOT_LOGGER)
    if not any(isinstance(handler, ErrorCounter) for handler in logger.handlers):
        logger.addHandler(ErrorCounter())
