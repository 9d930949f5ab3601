"""Fuses all signals about a record into one share of belief; weights are fitted, never set by hand.

The model is a softmax over records of a weighted sum of their signals (a conditional logit), fitted on
`data/tuning/` by `missi fit`; the calibration is two logistic regressions over the winner's figures.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from bot.knowledge.search.query import Query

WEIGHTS = Path(__file__).with_name("weights.json")
SIGNALS = (
    "nearest",
    "near",
    "named",
    "summary",
    "letters",
    "letters_named",
    "head",
    "lexical",
    "kind",
    "kind_log",
    "mentioned",
    "owner",
    "placed",
    "mentioned_kind",
    "placed_kind",
    "same",
    "same_leaning",
    "same_brief",
    "kin",
    "near_in_context",
)
FIGURES = (
    "first",
    "margin",
    "three",
    "nearest",
    "letters",
    "lexical",
    "outside",
    "elsewhere",
    "in_context",
)


@dataclass(frozen=True)
class Weights:
    """Everything fitted: by signal, and by figure for the two chances."""

    signals: dict[str, float]
    right: dict[str, float]
    """Weights and `bias` of the chance that the first record is the right one."""
    among: dict[str, float]
    """The same for the chance that the right one is among the first three."""

    @classmethod
    def load(cls, path: Path = WEIGHTS) -> Weights:
        """Read the weights kept beside this module."""
        return cls(**json.loads(path.read_text(encoding="utf-8")))

    def save(self, path: Path = WEIGHTS) -> None:
        """Write the weights, rounded so that a refit on the same data gives the same file."""
        rounded = {k: {n: round(x, 4) for n, x in v.items()} for k, v in asdict(self).items()}
        path.write_text(json.dumps(rounded, indent=2) + "\n", encoding="utf-8")


def shares(
    signals: Mapping[str, np.ndarray], weights: Mapping[str, float], allowed: np.ndarray | None = None
) -> np.ndarray:
    """Return the share of belief of each record: an array (records,) that adds up to 1.

    Args:
        signals: arrays (records,) by name.
        weights: the fitted weight of each signal.
        allowed: boolean array (records,); the others get no share. All zeros when none is allowed.
    """
    total = np.asarray(sum(signals[name] * weights[name] for name in SIGNALS))
    if allowed is not None:
        if not allowed.any():
            return np.zeros_like(total)
        # Before the maximum is taken off: one that is not allowed would push the rest down to nothing.
        total = np.where(allowed, total, -np.inf)
    odds = np.exp(total - np.max(total))
    share: np.ndarray = odds / odds.sum()
    return share


def figures(share: np.ndarray, signals: Mapping[str, np.ndarray], query: Query) -> dict[str, float]:
    """What the chances are judged by: how clear the winner is, how near, and whether it is outside."""
    order = np.argsort(-share)[:3]
    ranked = [float(share[n]) for n in order]
    return {
        "first": ranked[0],
        "margin": ranked[0] - (ranked[1] if len(ranked) > 1 else 0.0),
        "three": sum(ranked),
        "nearest": float(signals["nearest"][order[0]]),
        "letters": float(signals["letters"][order[0]]),
        "lexical": float(signals["lexical_raw"]),
        "outside": query.outside,
        "elsewhere": query.elsewhere,
        "in_context": float(query.context is not None),
    }


def chance(figure: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Return the calibrated probability, 0 to 1."""
    total = weights["bias"] + sum(weights[name] * figure[name] for name in FIGURES)
    return float(1.0 / (1.0 + np.exp(-total)))
