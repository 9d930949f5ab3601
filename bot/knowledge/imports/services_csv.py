"""Reads services from a CSV file with a header row, one service a row.

Takes a content, its name, and today's date; gives what each row says, and a line per row skipped."""

from __future__ import annotations

from datetime import date
from typing import Any

from bot.errors import KnowledgeError
from bot.knowledge.imports.csv_rows import Row, read_rows
from bot.knowledge.imports.result import Entry, EntryError, Imported, decode, to_record
from bot.knowledge.imports.source import host_of, make_source, web_address
from bot.knowledge.imports.text import one_line
from bot.knowledge.record import Record

REQUIRED = ("id", "title", "summary")
LISTS = ("topics", "audience", "keywords", "requirements", "how")
DATES = ("verified_on", "review_by")
COLUMNS = (*REQUIRED, "url", "fee", "phone", "agency", *LISTS, *DATES)
DETAILS = ("url", "fee", "phone", "requirements", "how")


def read_services(content: bytes, name: str, *, today: date) -> Imported:
    """Return the services of a CSV file; raises KnowledgeError when its header cannot be used."""
    rows = read_rows(decode(content, name))
    columns = _columns(next(rows, None), name)
    entries: dict[str, Entry] = {}
    faults: list[str] = []
    for row in rows:
        cells = {column: cell for column, cell in zip(columns, row.cells, strict=False) if cell}
        try:
            _check_shape(row, columns)
            record = _record(cells, name, today)
            if record.id in entries:
                raise EntryError("id: expected an id not used before")
            entries[record.id] = Entry(record, _told(columns, cells))
        except EntryError as error:
            where = f"{name}:{row.line}: {one_line(cells.get('id', 'no id'))}: "
            faults += [where + expected for expected in error.args]
    return Imported(tuple(entries.values()), tuple(faults))


def _told(columns: list[str], cells: dict[str, str]) -> frozenset[str]:
    """The fields of a row: an empty cell empties its field, but not a date, which is left as it is."""
    spoken = [name for name in columns if name != "id" and (name in cells or name not in DATES)]
    return frozenset(f"details.{name}" if name in DETAILS else name for name in spoken)


def _columns(header: Row | None, name: str) -> list[str]:
    expected = f"expected {', '.join(COLUMNS)}"
    if header is None:
        raise KnowledgeError(f"{name}: no header row; {expected}")
    if header.problem:
        raise KnowledgeError(f"{name}:{header.line}: header row cannot be read: {header.problem}")
    columns = [cell.lower() for cell in header.cells]
    for column in columns:
        if column not in COLUMNS:
            raise KnowledgeError(f"{name}:{header.line}: unknown column {one_line(column)!r}; {expected}")
        if columns.count(column) > 1:
            raise KnowledgeError(f"{name}:{header.line}: column {column!r} twice; {expected}")
    for column in REQUIRED:
        if column not in columns:
            raise KnowledgeError(f"{name}:{header.line}: column {column!r} missing; {expected}")
    return columns


def _check_shape(row: Row, columns: list[str]) -> None:
    if row.problem:
        raise EntryError(f"row: expected quotes in pairs: {row.problem}")
    # More or fewer cells mean a lost comma or quote, which shifts every cell behind it.
    if len(row.cells) != len(columns):
        raise EntryError(f"row: expected {len(columns)} cells, found {len(row.cells)}")


def _record(cells: dict[str, str], name: str, today: date) -> Record:
    faults: list[str] = []
    dates = _dates(cells, faults)
    address = web_address(cells.get("url"))
    if "url" in cells and not address:
        faults.append("url: expected an address that starts with https:// or http://")
    data = _data(cells)
    # Without a date in the file every load on a later day is a new version: fill in the column.
    data |= {"verified_on": today} | dates
    data["source"] = make_source(host_of(address) if address else name, address)
    try:
        record = to_record(data)
    except EntryError as error:
        raise EntryError(*error.args, *faults) from error
    if faults:
        raise EntryError(*faults)
    return record


def _data(cells: dict[str, str]) -> dict[str, Any]:
    values: dict[str, Any] = {name: cell for name, cell in cells.items() if name not in DATES}
    for name in LISTS:
        if name in values:
            values[name] = [item.strip() for item in values[name].split(";") if item.strip()]
    if "id" in values:
        values["id"] = "service:" + values["id"].removeprefix("service:")
    values["details"] = {name: values.pop(name) for name in DETAILS if name in values}
    return values


def _dates(cells: dict[str, str], faults: list[str]) -> dict[str, date]:
    dates = {}
    for name in DATES:
        try:
            # Not left to the schema, which would take 20261121 for seconds since 1970.
            if name in cells:
                dates[name] = date.fromisoformat(cells[name])
        except ValueError:
            faults.append(f"{name}: expected a date such as 2026-11-21, found {one_line(cells[name])!r}")
    return dates
