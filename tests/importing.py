"""Reads the import fixtures (`tests/knowledge/fixtures/`) and small variations written by a test."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from bot.knowledge.imports import Imported, read_import

FIXTURES = Path(__file__).parent / "knowledge" / "fixtures"
TODAY = date(2026, 11, 21)


def load(name: str) -> Imported:
    return read_import(FIXTURES / name, today=TODAY)


def load_text(folder: Path, name: str, text: str) -> Imported:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read_import(path, today=TODAY)


def ids(imported: Imported) -> list[str]:
    return [record.id for record in imported.records]
