"""The texts a channel says by itself, read from `domain.yml`, so that they are there when all else fails."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from bot.settings import ROOT

DOMAIN = ROOT / "domain.yml"


def read_phrases(path: Path = DOMAIN) -> dict[str, str]:
    """Return the first text of every response by its name."""
    domain: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {name: variants[0]["text"] for name, variants in domain["responses"].items()}


def read_buttons(path: Path = DOMAIN) -> dict[str, list[dict[str, str]]]:
    """Return the buttons (`title`, `payload`) of every response that has some, by its name."""
    domain: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {
        name: variants[0]["buttons"]
        for name, variants in domain["responses"].items()
        if "buttons" in variants[0]
    }
