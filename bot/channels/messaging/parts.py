"""Parts of JSON that a vendor sent: what is not of the kind expected counts as nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any


def text_of(value: object) -> str:
    """Return a string, else an empty one."""
    return value if isinstance(value, str) else ""


def object_of(value: object) -> Mapping[str, Any]:
    """Return an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def objects_of(value: object) -> Sequence[Mapping[str, Any]]:
    """Return the objects of a list."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
