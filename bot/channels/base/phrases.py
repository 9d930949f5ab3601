"""What a channel says by itself, read from `domain.yml`, so that it is there when all else fails."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from bot.settings import ROOT

DOMAIN = ROOT / "domain.yml"


@lru_cache(maxsize=1)
def read_responses(path: Path = DOMAIN) -> Mapping[str, Mapping[str, Any]]:
    """Return the first variant of every response by its name: `text`, perhaps `buttons` and `custom`."""
    domain: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {name: variants[0] for name, variants in domain["responses"].items()}


def read_phrases(path: Path = DOMAIN) -> dict[str, str]:
    """Return the first text of every response by its name."""
    return {name: variant["text"] for name, variant in read_responses(path).items()}
