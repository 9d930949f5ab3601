"""A record as the fields of a form: texts out, and typed texts in again, without losing anything."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import yaml

from bot.knowledge.record import DATE_DETAILS, Record
from bot.knowledge.schema import EVERY_TYPE, FIELDS_BY_TYPE, Fault, parse_record

LISTS = ("topics", "audience", "keywords", "asks")
LINES = ("title", "summary", "agency", "county", "verified_on", "review_by")
SOURCE = ("title", "url", "kind")
IN_LINES = frozenset("requirements how acronyms services seats actions footnotes".split())
"""Details that hold a list of texts, one a line."""
AS_YAML = frozenset("quote amounts layers items order value number goal quarters".split())
"""Details whose form differs from record to record."""


def detail_names(kind: str) -> list[str]:
    """Return the details that records of a type may have, the same order every time."""
    return sorted(FIELDS_BY_TYPE[kind] | EVERY_TYPE)


def write_form(record: Record) -> dict[str, str]:
    """Return the fields of a record by name."""
    form = {name: "\n".join(getattr(record, name)) for name in LISTS}
    form |= {name: str(getattr(record, name) or "") for name in LINES}
    form |= {f"source.{name}": getattr(record.source, name, None) or "" for name in SOURCE}
    form["checked"] = "yes" if record.checked else ""
    for name in detail_names(record.type):
        value = record.details.get(name)
        form[f"details.{name}"] = "" if value is None else _show(name, value)
    return form


def read_form(identity: str, form: Mapping[str, str]) -> Record | list[Fault]:
    """Return the record of a form, published, or every fault found in it."""
    faults: list[Fault] = []
    data: dict[str, Any] = {"id": identity, "checked": form.get("checked") == "yes"}
    data |= {name: _split(form.get(name, "")) for name in LISTS if name != "asks"}
    data |= {name: form[name] for name in LINES if form.get(name)}
    source = {name: form[f"source.{name}"] for name in SOURCE if form.get(f"source.{name}")}
    data |= {"source": source} if source else {}
    kind = identity.partition(":")[0]
    data["details"] = {}
    for name in detail_names(kind) if kind in FIELDS_BY_TYPE else ():
        typed = form.get(f"details.{name}", "")
        if not typed:
            continue
        try:
            data["details"][name] = _read(name, typed)
        except (yaml.YAMLError, ValueError, RecursionError):
            faults.append(Fault(f"details.{name}", "cannot be read; see the hint of the field"))
    parsed = parse_record(data, tuple(_split(form.get("asks", ""))))
    if isinstance(parsed, list):
        return faults + parsed
    return faults or parsed


def _show(name: str, value: Any) -> str:
    if name in IN_LINES:
        return "\n".join(value)
    if name in AS_YAML:
        text: str = yaml.safe_dump(value, sort_keys=False, allow_unicode=True, width=1000)
        return text.removesuffix("...\n").strip()
    return str(value)


def _read(name: str, typed: str) -> Any:
    if name in AS_YAML:
        return yaml.safe_load(typed)
    if name in DATE_DETAILS:
        return date.fromisoformat(typed)
    return _split(typed) if name in IN_LINES else typed


def _split(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
