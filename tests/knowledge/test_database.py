"""Opening and migrating databases: from nothing, again, and with whatever cannot be used."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Column, Integer, MetaData, Table, inspect, select, text
from sqlalchemy.engine import Engine

from bot.errors import DatabaseError
from bot.knowledge.database import make_tables, migrate, open_database
from bot.knowledge.record import Record
from bot.knowledge.store import Store
from bot.knowledge.tables import Base, RevisionRow
from tests.postgres import Cluster

OPENERS = 8
TABLES = {"record", "record_version", "record_origin", "record_draft", "vector", "revision"}


def test_migrations_make_every_table_from_nothing(engine: Engine) -> None:
    assert inspect(engine).get_table_names() == []
    migrate(engine)
    assert {*TABLES, "record_text"} <= set(inspect(engine).get_table_names())
    with engine.connect() as connection:
        assert connection.execute(select(RevisionRow.id, RevisionRow.number)).all() == [(1, 0)]


def test_migrating_again_keeps_everything(store: Store, records: tuple[Record, ...]) -> None:
    store.save_all(records)
    migrate(store.engine)
    assert (store.count(), store.revision()) == (len(records), 1)


def test_a_table_of_an_earlier_version_is_told(engine: Engine) -> None:
    earlier, today = MetaData(), MetaData()
    Table("turn", earlier, Column("id", Integer))
    Table("turn", today, Column("id", Integer), Column("seen", Integer))
    make_tables(engine, earlier)
    make_tables(engine, earlier)
    with pytest.raises(DatabaseError, match="table turn of an earlier version has no seen"):
        make_tables(engine, today)


def test_many_open_a_new_file_at_once(tmp_path: Path) -> None:
    """The processes of a service start together; none may find the file locked by another."""
    together = Barrier(OPENERS)

    def write(file: str) -> None:
        together.wait()
        with open_database(f"sqlite:///{tmp_path / file}").begin() as connection:
            connection.execute(text("CREATE TABLE IF NOT EXISTS turn (id INTEGER)"))

    with ThreadPoolExecutor(OPENERS) as openers:
        for number in range(50):
            list(openers.map(write, [f"{number}.db"] * OPENERS))


def is_ours(_: object, name: str | None, kind: str, *__: object) -> bool:
    """The full-text index is left out: it differs by database and has no model."""
    return kind != "table" or not (name or "").startswith("record_text")


def test_the_models_are_the_tables_of_the_migrations(engine: Engine) -> None:
    migrate(engine)
    options = {"compare_type": True, "compare_server_default": True, "include_object": is_ours}
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, Base.metadata) == []
    assert set(Base.metadata.tables) == TABLES


def test_the_folder_of_a_database_is_made(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path / 'a' / 'b' / 'missi.db'}")
    migrate(engine)
    assert Store(engine).count() == 0
    engine.dispose()


def test_readers_do_not_wait_for_the_writer(tmp_path: Path) -> None:
    path = tmp_path / "missi.db"
    store = Store(open_database(f"sqlite:///{path}"))
    migrate(store.engine)
    writer = sqlite3.connect(path, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("UPDATE revision SET number = 7")
    assert store.revision() == 0
    writer.execute("COMMIT")
    writer.close()
    assert store.revision() == 7
    store.engine.dispose()


@pytest.mark.parametrize(
    "url",
    [
        "",
        "nonsense",
        "sqlite",
        "mysql+nothing://localhost/x",
        "oracle://localhost/x",
        "postgresql://h:port/x",
    ],
)
def test_a_bad_address_is_one_line(url: str) -> None:
    with pytest.raises(DatabaseError) as caught:
        open_database(url)
    assert str(caught.value).startswith("MISSI_DATABASE_URL: ")
    assert "cannot be used: " in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "url",
    [
        "nonsense://missi:secret@localhost/x",
        "postgresql://missi:secret@localhost:port/x",
        "postgresql//missi:secret@localhost/x",
    ],
)
def test_a_bad_address_does_not_tell_its_password(url: str) -> None:
    with pytest.raises(DatabaseError) as caught:
        open_database(url)
    assert "secret" not in str(caught.value)


def said(url: str) -> str:
    """What migrating says of a database that cannot be used."""
    engine = open_database(url)
    with pytest.raises(DatabaseError) as caught:
        migrate(engine)
    engine.dispose()
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_file_that_is_no_database_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "missi.db"
    path.write_text("not a database, but long enough to be looked at" * 10)
    assert said(f"sqlite:///{path}") == f"sqlite:///{path}: database cannot be used: file is not a database"


def test_a_database_that_is_only_for_reading_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "missi.db"
    monkeypatch.chdir(tmp_path)
    sqlite3.connect(path).close()
    url = f"sqlite:///file:{path}?mode=ro&uri=true"
    assert said(url).endswith("database cannot be used: attempt to write a readonly database")
    assert list(tmp_path.iterdir()) == [path]  # no folder named "file:"


def test_a_folder_instead_of_a_database_is_one_line(tmp_path: Path) -> None:
    reason = "database cannot be used: unable to open database file"
    assert said(f"sqlite:///{tmp_path}") == f"sqlite:///{tmp_path}: {reason}"


def test_reading_without_tables_is_one_line(engine: Engine) -> None:
    with pytest.raises(DatabaseError, match="database cannot be used: ") as caught:
        Store(engine).revision()
    assert "\n" not in str(caught.value)


def test_a_server_that_does_not_answer_is_one_line() -> None:
    address = "postgresql://missi:secret@127.0.0.1:1/missi"
    line = said(address)
    assert line.startswith("postgresql://missi:***@127.0.0.1:1/missi: database cannot be used: ")
    assert "secret" not in line


@pytest.mark.postgres
def test_a_wrong_password_is_one_line_without_it(cluster: Cluster) -> None:
    url = cluster.create_database()
    user, _, place = url.partition("@")
    line = said(f"{user[:-4]}oops@{place}")
    assert "password authentication failed" in line
    assert "oops" not in line
    cluster.drop_database(url)
