"""A masker that knows what the shipped knowledge base publishes."""

from __future__ import annotations

import pytest

from bot.knowledge.record import Record
from bot.privacy import Masker
from bot.privacy.published import Published


@pytest.fixture(scope="session")
def masker(shipped: tuple[Record, ...]) -> Masker:
    return Masker(Published(shipped))
