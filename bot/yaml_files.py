"""Reads YAML files by libyaml where PyYAML was built with it, which is many times as fast."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(path: Path) -> Any:
    """Return what a file holds; raises yaml.YAMLError."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER)


def read_lists(folder: Path) -> list[Any]:
    """Return the items of every `*.yml` of a folder, each a list, in the order of the files' names."""
    return [item for path in sorted(folder.glob("*.yml")) for item in read_yaml(path)]
