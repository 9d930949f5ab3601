"""Puts the real parts of the knowledge base together from the settings."""

from __future__ import annotations

from collections.abc import Callable

from bot.encoder import Encoder
from bot.errors import EncoderError
from bot.knowledge.database import open_database
from bot.knowledge.search.fusion import Weights
from bot.knowledge.search.searcher import Searcher
from bot.knowledge.search.vectors import VectorCache
from bot.knowledge.store import Store
from bot.settings import Settings

ENCODER_NAME = "all-MiniLM-L6-v2 int8"
Report = Callable[[int, int], None]


def open_store(settings: Settings) -> Store:
    """The record store of the configured database."""
    return Store(open_database(settings.database_url))


def open_cache(settings: Settings, store: Store, report: Report | None = None) -> VectorCache:
    """The vector cache over the encoder; raises EncoderError when the encoder was not set up."""
    if not settings.encoder.exists():
        raise EncoderError(f"{settings.encoder}: encoder not set up; run 'make setup'")
    encoder = Encoder(settings.encoder, settings.tokenizer)
    return VectorCache(store.engine, encoder.encode, name=ENCODER_NAME, report=report)


def open_searcher(settings: Settings, report: Report | None = None) -> Searcher:
    """The search over the configured database."""
    store = open_store(settings)
    return Searcher(store, open_cache(settings, store, report), Weights.load())
