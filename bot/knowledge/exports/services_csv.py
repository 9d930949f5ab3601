"""Writes services as a CSV file with exactly the columns that the import reads."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable
from datetime import date
from typing import Any

from bot.knowledge.imports.csv_rows import disarm
from bot.knowledge.imports.services_csv import COLUMNS, DETAILS
from bot.knowledge.record import Record


def write_services(records: Iterable[Record], today: date) -> bytes:
    """Return the file, in UTF-8 with the mark by which spreadsheets know that."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for record in records:
        writer.writerow([disarm(_cell(record, column)) for column in COLUMNS])
    return codecs.BOM_UTF8 + text.getvalue().encode()


def _cell(record: Record, column: str) -> str:
    if column == "id":
        return record.slug
    value: Any = record.details.get(column) if column in DETAILS else getattr(record, column)
    if isinstance(value, (list, tuple)):
        return "; ".join(value)
    return "" if value is None else str(value)
