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

ASKS_FOLDER = "asks"
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_Dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


@dataclass(frozen=True)
class Entry:
    """One top-level item of a YAML file with the lines (from 1) it and its fields stand on."""

    path: Path
    line: int
    field_lines: dict[str, int]
    key: str
    data: Any


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
            where = f"{path.name}:{{}}: {identity}: "
            if identity in records:
                faults.append(where.format(entry.line) + "id: expected an id not used before")
                continue
            parsed = parse_record(entry.data, tuple(asks.pop(identity, ())))
            if isinstance(parsed, Record):
                records[identity] = parsed
                continue
            for fault in parsed:
                line = entry.field_lines.get(fault.field.partition(".")[0], entry.line)
                faults.append(where.format(line) + f"{fault.field}: {fault.expected}")
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
        if isinstance(root, yaml.SequenceNode):
            pairs = [("", node, node) for node in root.value]
        elif isinstance(root, yaml.MappingNode):
            pairs = [(str(key.value), key, node) for key, node in root.value]
        else:
            faults.append(f"{path.name}:1: expected a list or a mapping")
            return
        for key, mark, node in pairs:
            lines = {}
            if isinstance(node, yaml.MappingNode):
                lines = {str(k.value): k.start_mark.line + 1 for k, _ in node.value}
            data = loader.construct_object(node, deep=True)
            yield Entry(path, mark.start_mark.line + 1, lines, key, data)
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        problem = getattr(error, "problem", None) or error
        faults.append(f"{path.name}:{line}: cannot be read as YAML: {problem}")
