"""Reads the environment once into a frozen dataclass; wrong values fail at the start, by name."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.errors import SettingError

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Settings:
    """Where things are and how they are reached."""

    database_url: str
    """SQLAlchemy address; SQLite under `var/` unless MISSI_DATABASE_URL says otherwise."""
    knowledge: Path
    """Folder of the knowledge files that git tracks."""
    var: Path
    """Folder of everything that can be made again: database, encoder, logs."""
    models: Path
    """Folder of trained models."""
    assistant_port: int
    actions_port: int

    @property
    def encoder(self) -> Path:
        """The converted sentence encoder."""
        return self.var / "encoder" / "encoder.onnx"

    @property
    def tokenizer(self) -> Path:
        """The word pieces that belong to the encoder."""
        return self.var / "encoder" / "tokenizer.json"


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Return the settings; raises SettingError naming the variable that cannot be used."""
    var = Path(environment.get("MISSI_VAR", ROOT / "var"))
    return Settings(
        database_url=environment.get("MISSI_DATABASE_URL", f"sqlite:///{var / 'missi.db'}"),
        knowledge=Path(environment.get("MISSI_KNOWLEDGE", ROOT / "data" / "knowledge")),
        var=var,
        models=Path(environment.get("MISSI_MODELS", ROOT / "models")),
        assistant_port=_port(environment, "MISSI_PORT", 5005),
        actions_port=_port(environment, "MISSI_ACTIONS_PORT", 5055),
    )


def _port(environment: Mapping[str, str], name: str, default: int) -> int:
    value = environment.get(name, str(default))
    if not value.isdigit() or not 0 < int(value) < 65536:
        raise SettingError(f"{name}: expected a port between 1 and 65535, got {value!r}")
    return int(value)
