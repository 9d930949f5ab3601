"""The live model, and how good it was when it was last measured."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timezone

from bot.evaluation.measured import SHARES, Measured, read_measured
from bot.operations.model import NAME, model_path, trained_fingerprint
from bot.publishing.model import Model as Published
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


def read_model(settings: Settings, published: Published | None = None) -> Model:
    """Return what is known of the live model: the published one, or that of the checkout."""
    if published is not None:
        return _describe(published, read_measured(settings.var))
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


def _describe(model: Published, measured: Measured | None) -> Model:
    """A published model, with what its own test has shown if it had one."""
    report = model.report
    if report is not None:
        found = {figure.name: figure for figure in report.figures}
        at = datetime.fromtimestamp(report.tested_at, timezone.utc).isoformat(timespec="seconds")
        shares = {name: found[name].value for name in SHARES if name in found}
        if len(shares) == len(SHARES):
            measured = Measured(at, model.ingredients, found[SHARES[0]].among, **shares)
    return Model(
        name=f"Model {model.id}",
        fingerprint=model.digest[:DIGITS],
        trained_at=model.made_at,
        measured=measured,
        is_measured=measured is not None and measured.model == model.ingredients,
    )
