"""Brings the database to the newest tables and fills it from the knowledge files.

Called by `missi setup`, `missi run` and `missi kb`."""

from __future__ import annotations

from collections.abc import Callable

from bot.errors import DatabaseError
from bot.knowledge.database import migrate, open_database
from bot.knowledge.files import read_records
from bot.knowledge.loading import load_files
from bot.knowledge.store import LoadResult, Store
from bot.settings import Settings


def prepare_store(settings: Settings) -> Store:
    """Return the records of the settings' database, its tables up to date."""
    engine = open_database(settings.database_url)
    migrate(engine)
    return Store(engine)


def require_records(settings: Settings) -> None:
    """Raise DatabaseError when the database holds no knowledge yet."""
    store = prepare_store(settings)
    if not store.count():
        address = store.engine.url.render_as_string(hide_password=True)
        raise DatabaseError(f"{address}: holds no knowledge; run 'make setup'")


def load_knowledge(settings: Settings, store: Store) -> LoadResult:
    """Bring in the knowledge files, which are read before anything changes; what staff changed is kept."""
    return load_files(store, read_records(settings.knowledge))


def prepare_vectors(settings: Settings, store: Store, report: Callable[[int, int], None]) -> int:
    """Encode whatever the published records say that was never encoded; return the number of passages."""
    # Here, because the search takes a second to import and only `missi setup` needs it.
    from bot.knowledge.search.index import passages_of
    from bot.knowledge.wiring import open_cache

    passages = [text for record in store.all() for text in passages_of(record)]
    open_cache(settings, store, report).readings(passages)
    return len(passages)
