"""The files of one moment, with what a change writes over them; nothing is written to disk here."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.errors import AuthoringError

AUTHORED = ("domain.yml", "data", "tests/stories")
"""Where staff's changes go, and nowhere else."""


class Files:
    """Files by their path in the checkout: those of a moment, and over them what was written since.

    Args:
        paths: every file there is at that moment.
        read: returns the bytes of one of them.
    """

    def __init__(self, paths: tuple[str, ...], read: Callable[[str], bytes]) -> None:
        self._paths = frozenset(paths)
        self._read = read
        self._written: dict[str, str] = {}

    def find(self, folder: str) -> list[str]:
        """Return the YAML files under a folder, or the file of that name itself, in order."""
        known = self._paths | self._written.keys()
        return sorted(p for p in known if p == folder or (p.startswith(folder + "/") and p.endswith(".yml")))

    def has(self, path: str) -> bool:
        """Whether there is such a file."""
        return path in self._paths or path in self._written

    def read(self, path: str) -> str:
        """Return a file's text with its own line ends; raises AuthoringError when it is no text."""
        if path in self._written:
            return self._written[path]
        if path not in self._paths:
            raise AuthoringError(f"{path}: there is no such file")
        try:
            return self._read(path).decode("utf-8")
        except UnicodeDecodeError as error:
            raise AuthoringError(f"{path}: byte {error.start} is not UTF-8") from error

    def write(self, path: str, text: str) -> None:
        """Write over a file, or a new one; raises AuthoringError outside of what staff change."""
        inside = any(path == place or path.startswith(place + "/") for place in AUTHORED)
        if not inside or ".." in path.split("/"):
            raise AuthoringError(f"{path}: not a file that is changed here")
        self._written[path] = text

    @property
    def written(self) -> Mapping[str, bytes]:
        """What was written and is not as before."""
        fresh = {path: text.encode("utf-8") for path, text in self._written.items()}
        return {p: data for p, data in fresh.items() if p not in self._paths or self._read(p) != data}
