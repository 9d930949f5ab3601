"""Puts the real parts of the knowledge base together from the settings."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from bot.encoder import NAME, Encoder
from bot.errors import EncoderError
from bot.knowledge.database import migrate, open_database
from bot.knowledge.search.adapter import Adapter
from bot.knowledge.search.certainty import Weights
from bot.knowledge.search.head import Head
from bot.knowledge.search.readings import Read, ReadingCache
from bot.knowledge.search.searcher import Searcher
from bot.knowledge.store import Store
from bot.settings import Settings

Report = Callable[[int, int], None]


def open_store(settings: Settings) -> Store:
    """The record store of the configured database."""
    return Store(open_database(settings.database_url))


def open_cache(settings: Settings, store: Store, report: Report | None = None) -> ReadingCache:
    """The reading cache over the encoder; raises EncoderError when the encoder was not set up."""
    if not settings.encoder.exists():
        raise EncoderError(f"{settings.encoder}: encoder not set up; run 'make setup'")
    return ReadingCache(store.engine, _read_late(settings), name=NAME, report=report)


def prepare_cache(settings: Settings) -> ReadingCache:
    """The reading cache for training, which may come before the database."""
    store = open_store(settings)
    migrate(store.engine)
    return open_cache(settings, store)


def _read_late(settings: Settings) -> Read:
    """The encoder, loaded with the first text: mostly every reading is known, and it takes 45 MB."""

    @lru_cache(maxsize=1)
    def load() -> Encoder:
        return Encoder(settings.encoder, settings.tokenizer)

    return lambda texts: load().read(texts)


def open_searcher(settings: Settings, report: Report | None = None) -> Searcher:
    """The search over the configured database."""
    store = open_store(settings)
    cache = open_cache(settings, store, report)
    return Searcher(store, cache, Weights.load(), Adapter.load(), Head.load())
