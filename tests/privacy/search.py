"""What a set-up has kept, byte by byte, and how something personal may stand in it."""

from __future__ import annotations

import re
from pathlib import Path

from sqlalchemy import inspect, text

from bot.knowledge.database import open_database


def stored(folder: Path, database: str) -> bytes:
    """Every byte of every file of a set-up, and every row of every table of its database."""
    kept = b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())
    engine = open_database(database)
    with engine.connect() as connection:
        for table in inspect(engine).get_table_names():
            rows = connection.execute(text(f'SELECT * FROM "{table}"')).all()
            kept += "\n".join(str(tuple(row)) for row in rows).encode("utf-8", "replace")
    engine.dispose()
    return kept


def forms(secret: str) -> set[bytes]:
    """A secret as it stands in a text, in JSON, and with nothing between its digits."""
    plain = "".join(c for c in secret if c.isprintable() and c != "\u200b")
    digits = re.sub(r"\D", "", plain)
    written = {secret, plain, plain.encode("unicode_escape").decode()}
    if len(digits) >= 9:
        written.add(digits)
    return {form.encode("utf-8") for form in written}
