"""Writes records of any type as knowledge files, packed into one ZIP file."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from bot.knowledge.files import write_records
from bot.knowledge.record import Record


def write_archive(records: Iterable[Record], today: date) -> bytes:
    """Return a ZIP file of knowledge files that `read_records` reads once they are unpacked."""
    packed = io.BytesIO()
    with tempfile.TemporaryDirectory() as name, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        folder = Path(name)
        write_records(records, folder)
        for path in sorted(folder.rglob("*.yml")):
            archive.write(path, path.relative_to(folder))
    return packed.getvalue()
