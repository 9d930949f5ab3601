"""One assistant for most tests here, started from the trained model and stopped at the end."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

pytest.register_assert_rewrite("tests.assistant.contract")

from bot.knowledge.database import open_database  # noqa: E402
from bot.knowledge.store import Store  # noqa: E402
from bot.operations.throwaway import Throwaway, throwaway  # noqa: E402
from bot.settings import Settings, read_settings  # noqa: E402
from tests.assistant.citizen import Citizen  # noqa: E402


@pytest.fixture(scope="session")
def settings() -> Settings:
    return read_settings()


@pytest.fixture(scope="session")
def known(settings: Settings) -> frozenset[str]:
    """The ids of all published records."""
    return frozenset(record.id for record in Store(open_database(settings.database_url)).all())


@pytest.fixture(scope="session")
def assistant(settings: Settings) -> Iterator[Throwaway]:
    with throwaway(settings) as running:
        yield running


@pytest.fixture
def citizen(assistant: Throwaway, known: frozenset[str]) -> Citizen:
    """Somebody the assistant has never met."""
    return Citizen(assistant.address, known)
