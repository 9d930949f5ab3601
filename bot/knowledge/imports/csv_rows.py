"""Splits CSV text into rows with the lines they start on, going on after a row that is broken.

Called by the reader of services, and by what writes them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

_FORMULA = re.compile(r"'*[=+\-@]")


def disarm(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula: with an apostrophe before = + - or @ (OWASP)."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def rearm(cell: str) -> str:
    """Return a cell as it was before it was disarmed."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


@dataclass(frozen=True)
class Row:
    """One row: its first line in the file, its cells, and what is wrong with its quoting if anything."""

    line: int
    cells: list[str]
    problem: str | None = None


def read_rows(text: str) -> Iterator[Row]:
    """Give every row that is not blank."""
    lines = list(io.StringIO(text))
    start = 0
    while start < len(lines):
        # One reader per row: a quote left open swallows the rest of the file, and only a fresh
        # start on the next line gets the rows after it back.
        reader = csv.reader((lines[i] for i in range(start, len(lines))), strict=True)
        try:
            cells = [rearm(cell.strip()) for cell in next(reader)]
            row, used = Row(start + 1, cells), reader.line_num
        except csv.Error as error:
            first = lines[start].partition(",")[0].strip()
            row, used = Row(start + 1, [first], str(error)), 1
        if row.problem or any(row.cells):
            yield row
        start += used
