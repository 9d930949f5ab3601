"""Keeps the inbox filled beside the console: a thread that takes in what the journal has, and sweeps."""

from __future__ import annotations

import logging
import threading
import time
from functools import lru_cache, partial

from bot.console.desk import Desk
from bot.encoder import Encoder
from bot.review.intake import Intake, sweep
from bot.review.known import topics_of
from bot.review.wordings import Encode
from bot.settings import Settings

logger = logging.getLogger(__name__)
LOOK_EVERY_S = 2.0
SWEEP_EVERY_S = 300.0


def start_intake(desk: Desk) -> None:
    """Begin to take turns in, until the process ends."""
    encode = _encode_late(desk.settings)
    if encode is None:
        logger.warning("console.intake no encoder: each question stands by itself, see `make setup`")
    intake = Intake(desk.engine, encode, partial(topics_of, desk.knowledge))
    threading.Thread(target=_keep_taking, args=(desk, intake), name="intake", daemon=True).start()


def _encode_late(settings: Settings) -> Encode | None:
    """The encoder, loaded with the first new question: it takes 45 MB; None when it is not set up."""
    if not settings.encoder.exists():
        return None

    @lru_cache(maxsize=1)
    def load() -> Encoder:
        return Encoder(settings.encoder, settings.tokenizer)

    return lambda texts: load().encode(texts)


def _keep_taking(desk: Desk, intake: Intake) -> None:
    swept = 0.0
    while True:
        try:
            intake.run()
            if time.monotonic() - swept > SWEEP_EVERY_S:
                sweep(desk.engine)
                swept = time.monotonic()
        except Exception as error:  # the database may be back at the next look; never what was asked
            logger.error("console.intake.failed error=%s", type(error).__name__)
        time.sleep(LOOK_EVERY_S)
