"""The live model, and how good it was when it was last measured."""

from __future__ import annotations

from dataclasses import dataclass

from bot.evaluation.measured import Measured, read_measured
from bot.operations.model import NAME, model_path, trained_fingerprint
from bot.settings import Settings

DIGITS = 12  # of a fingerprint that people read


@dataclass(frozen=True)
class Model:
    """A trained assistant, and its measured figures."""

    name: str = NAME
    fingerprint: str | None = None
    trained_at: float | None = None
    """When its file was written, in seconds since 1970; None when there is none."""
    measured: Measured | None = None
    is_measured: bool = False
    """Whether the figures are of this very model."""


def read_model(settings: Settings) -> Model:
    """Return what is known of the live model."""
    path = model_path(settings)
    if not path.is_file():
        return Model()
    fingerprint, measured = trained_fingerprint(settings), read_measured(settings.var)
    return Model(
        fingerprint=fingerprint[:DIGITS] if fingerprint else None,
        trained_at=path.stat().st_mtime,
        measured=measured,
        is_measured=measured is not None and measured.model == fingerprint,
    )
