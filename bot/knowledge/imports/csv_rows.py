"""Splits CSV text into rows with the lines they start on, going on after a row that is broken.

Called by the reader of services."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass


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
            cells = [cell.strip() for cell in next(reader)]
            row, used = Row(start + 1, cells), reader.line_num
        except csv.Error as error:
            first = lines[start].partition(",")[0].strip()
            row, used = Row(start + 1, [first], str(error)), 1
        if row.problem or any(row.cells):
            yield row
        start += used
