"""Says "one moment" while an answer is worked on, by a call to Alexa; it buys no time, only patience."""

from __future__ import annotations

import logging

import aiohttp

from bot.channels.alexa.request import AlexaRequest
from bot.channels.alexa.response import speak_plainly
from bot.channels.alexa.words import read_words
from bot.channels.spoken.words import language_of

logger = logging.getLogger(__name__)
ENDPOINTS = frozenset(
    {"https://api.amazonalexa.com", "https://api.eu.amazonalexa.com", "https://api.fe.amazonalexa.com"}
)
"""Nobody else is shown the token."""
PATH = "/v1/directives"
AFTER_S = 2.0
PATIENCE_S = 1.0


async def ask_for_patience(asked: AlexaRequest) -> None:
    """Have Alexa say it; what fails is only logged."""
    if asked.endpoint.rstrip("/") not in ENDPOINTS or not asked.token:
        return
    language = language_of(asked.locale)
    speech = speak_plainly(read_words(language).wait, language)
    body = {
        "header": {"requestId": asked.id},
        "directive": {"type": "VoicePlayer.Speak", "speech": speech},
    }
    headers = {"Authorization": f"Bearer {asked.token}"}
    try:
        await _post(asked.endpoint.rstrip("/") + PATH, body, headers)
    except (aiohttp.ClientError, OSError, TimeoutError) as error:
        logger.warning("alexa.progress.failed error=%s", type(error).__name__)


async def _post(url: str, body: object, headers: dict[str, str]) -> None:
    timeout = aiohttp.ClientTimeout(total=PATIENCE_S)
    async with aiohttp.ClientSession(timeout=timeout) as session:
        async with session.post(url, json=body, headers=headers, allow_redirects=False) as answered:
            if answered.status >= 300:
                logger.warning("alexa.progress.failed status=%s", answered.status)
