"""Reads and writes the knowledge files that people review in git (`data/knowledge/`)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bot.errors import KnowledgeError
from bot.knowledge.record import TYPES, Record
from bot.knowledge.schema import parse_record
from bot.yaml_files import LOADER

ASKS_FOLDER = "asks"
_TIMESTAMP = "tag:yaml.org,2002:timestamp"
_Dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


class _Loader(LOADER):  # type: ignore[misc]  # which class it is, is known only when it runs
    """Leaves a day that does not exist (2026-13-01) as text, so that the schema tells its field."""

    def construct_day(self, node: yaml.ScalarNode) -> Any:
        """A date, a time, or the text itself."""
        try:
            return self.construct_yaml_timestamp(node)
        except ValueError:
            return node.value


_Loader.add_constructor(_TIMESTAMP, _Loader.construct_day)


@dataclass(frozen=True)
class Entry:
    """One top-level item of a YAML file with the lines (from 1) it and its fields stand on."""

    path: Path
    line: int
    field_lines: dict[str, int]
    key: str
    data: Any
    repeated: tuple[tuple[str, int], ...] = ()
    """Keys given twice, with their lines."""


def read_records(folder: Path) -> list[Record]:
    """Return every record under `folder`, with its asks, in file order.

    Raises KnowledgeError with one line per fault: file, line, record, field, what was expected.
    """
    faults: list[str] = []
    asks = _read_asks(folder / ASKS_FOLDER, faults)
    records: dict[str, Record] = {}
    paths = [p for p in sorted(folder.rglob("*.yml")) if ASKS_FOLDER not in p.relative_to(folder).parts]
    if not paths:
        raise KnowledgeError(f"{folder}: expected knowledge files (*.yml), found none")
    for path in paths:
        for entry in _entries(path, faults):
            if not isinstance(entry.data, dict):
                faults.append(f"{path.name}:{entry.line}: expected a record (a mapping)")
                continue
            identity = str(entry.data.get("id"))
            faults += [_fault(entry, line, f"{key}: given twice") for key, line in entry.repeated]
            if identity in records:
                faults.append(_fault(entry, entry.line, "id: expected an id not used before"))
                continue
            parsed = parse_record(entry.data, tuple(asks.pop(identity, ())))
            if isinstance(parsed, Record):
                records[identity] = parsed
                continue
            for fault in parsed:
                line = entry.field_lines.get(fault.field.partition(".")[0], entry.line)
                faults.append(_fault(entry, line, f"{fault.field}: {fault.expected}"))
    if not faults:
        faults += [f"{ASKS_FOLDER}: {key}: expected a record of this id" for key in asks]
    if faults:
        raise KnowledgeError("\n".join(faults))
    return list(records.values())


def fingerprint_files(folder: Path) -> str:
    """SHA-256 over the names and contents of all knowledge files."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.yml")):
        digest.update(str(path.relative_to(folder)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def write_records(records: Iterable[Record], folder: Path) -> None:
    """Write records so that `read_records` gives the same ones back: a file and an asks file a type."""
    (folder / ASKS_FOLDER).mkdir(parents=True, exist_ok=True)
    records = list(records)
    for kind in TYPES:
        chosen = [r for r in records if r.type == kind]
        if not chosen:
            continue
        _write(folder / f"{kind}.yml", [r.as_data() for r in chosen])
        asks = {r.id: list(r.asks) for r in chosen if r.asks}
        if asks:
            _write(folder / ASKS_FOLDER / f"{kind}.yml", asks)


def _write(path: Path, data: Any) -> None:
    text = yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=120)
    path.write_text(text, encoding="utf-8")


def _read_asks(folder: Path, faults: list[str]) -> dict[str, list[str]]:
    asks: dict[str, list[str]] = {}
    for path in sorted(folder.glob("*.yml")):
        for entry in _entries(path, faults):
            if not isinstance(entry.data, list) or not all(isinstance(a, str) for a in entry.data):
                faults.append(f"{path.name}:{entry.line}: {entry.key}: expected a list of texts")
            elif entry.key in asks:
                faults.append(f"{path.name}:{entry.line}: {entry.key}: asks given twice")
            else:
                asks[entry.key] = entry.data
    return asks


def _entries(path: Path, faults: list[str]) -> Iterator[Entry]:
    """The items of a YAML list, or the pairs of a YAML mapping, with their lines."""
    try:
        loader = _Loader(path.read_text(encoding="utf-8"))
        root = loader.get_single_node()
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        faults.append(_unreadable(path, error))
        return
    if isinstance(root, yaml.SequenceNode):
        pairs = [("", node, node) for node in root.value]
    elif isinstance(root, yaml.MappingNode):
        pairs = [(str(key.value), key, node) for key, node in root.value]
    else:
        faults.append(f"{path.name}:1: expected a list or a mapping")
        return
    for key, mark, node in pairs:
        try:
            yield _entry(path, loader, key, mark, node)
        except (yaml.YAMLError, ValueError, RecursionError) as error:
            faults.append(_unreadable(path, error, mark.start_mark.line + 1))


def _entry(path: Path, loader: Any, key: str, mark: yaml.Node, node: yaml.Node) -> Entry:
    # Before the construction, which puts merged keys (`<<`) beside the entry's own.
    repeated = tuple(_repeated(node))
    data = loader.construct_object(node, deep=True)
    lines = {}
    if isinstance(node, yaml.MappingNode):
        # By the key as read: `on` is read as True, and faults name it so.
        lines = {str(loader.construct_object(k)): k.start_mark.line + 1 for k, _ in node.value}
    return Entry(path, mark.start_mark.line + 1, lines, key, data, repeated)


def _repeated(node: yaml.Node, above: str = "") -> Iterator[tuple[str, int]]:
    """Every key given twice in a mapping, at any depth, with its line: YAML keeps only the last one."""
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _repeated(item, above)
    elif isinstance(node, yaml.MappingNode):
        seen = set()
        for key, value in node.value:
            name = f"{above}{key.value}"
            if name in seen:
                yield name, key.start_mark.line + 1
            seen.add(name)
            yield from _repeated(value, f"{name}.")


def _unreadable(path: Path, error: Exception, line: int = 1) -> str:
    """One line for what is no YAML, with the line it stands on as far as the error tells."""
    problem = getattr(error, "problem", None) or error
    if mark := getattr(error, "problem_mark", None):
        line = mark.line + 1
    elif isinstance(error, yaml.reader.ReaderError):
        line = path.read_bytes()[: error.position].count(b"\n") + 1
        problem = error.reason
    return _one_line(f"{path.name}:{line}: cannot be read as YAML: {problem}")


def _fault(entry: Entry, line: int, problem: str) -> str:
    return _one_line(f"{entry.path.name}:{line}: {entry.data.get('id')}: {problem}")


def _one_line(text: str) -> str:
    """A fault quotes what was written, line breaks and all."""
    return " ".join(text.split())
