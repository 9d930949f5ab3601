"""The widget's files, read once: their common version, and the hash of each for Subresource Integrity."""

from __future__ import annotations

import base64
import hashlib
import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.channels.web.bundle import bundle
from bot.settings import ROOT

FOLDER = ROOT / "bot" / "web"
ENTRY = "widget.js"
CHAT = "chat"
"""The module that the entry loads, with all that it needs."""
MARK = "__VERSION__"
"""Stands in the entry for the version of the files that it imports."""
VERSION_LENGTH = 12
ENDINGS = frozenset({".js", ".css", ".json", ".svg", ".png", ".woff2"})
"""Only these are served."""
_TYPES = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".woff2": "font/woff2"}


@dataclass(frozen=True)
class Files:
    """The widget as it is served."""

    version: str
    """A hash over all of them, so that a page never mixes two versions."""
    contents: Mapping[str, bytes]
    """By path below the folder."""

    @property
    def integrity(self) -> dict[str, str]:
        """By path, the hash that a page may ask the browser to check (W3C SRI)."""
        return {path: _integrity(content) for path, content in self.contents.items()}


def read_files(folder: Path = FOLDER) -> Files:
    """Return the files of a folder; the entry has the version in it already."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix in ENDINGS)
    contents = {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
    if f"{CHAT}.js" in contents:
        contents = bundle(contents, CHAT)
    together = hashlib.sha256()
    for path, content in contents.items():
        together.update(f"{path}\0{len(content)}\0".encode() + content)
    version = together.hexdigest()[:VERSION_LENGTH]
    if ENTRY in contents:
        contents[ENTRY] = contents[ENTRY].replace(MARK.encode(), version.encode())
    return Files(version, contents)


def content_type(path: str) -> str:
    """Return the media type of a file by its ending."""
    ending = Path(path).suffix
    return _TYPES.get(ending) or mimetypes.types_map.get(ending, "application/octet-stream")


def _integrity(content: bytes) -> str:
    return "sha384-" + base64.b64encode(hashlib.sha384(content).digest()).decode()
