"""How sure a ranking is: two chances, that the first record is right and that one of the first three is.

Both are logistic regressions over a few figures of the ranking. `missi fit` fits them on `data/tuning/`, and
how far away an outside record counts for nothing.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bot.knowledge.search.query import Query
from bot.knowledge.search.ranker import DIGITS, Ranker

WEIGHTS = Path(__file__).with_name("weights.json")
FIGURES = (
    "first",
    "first_odds",
    "margin",
    "three",
    "beyond",
    "beyond_odds",
    "nearest",
    "nearer",
    "letters",
    "lexical",
    "outside",
    "elsewhere",
    "in_context",
    "brevity",
)
FEW_WORDS = 2
NEVER = 2.0  # cosines do not differ by more
MOST_ODDS = 6.0  # of a share, as a logarithm: more is certain enough


@dataclass(frozen=True)
class Weights:
    """Everything fitted."""

    ranker: Ranker
    right: dict[str, float]
    """Weights of the figures and `bias` of the chance that the first record is the right one."""
    among: dict[str, float]
    """The same for the chance that the right one is among the first three."""
    far: float = NEVER
    """How much farther than the nearest record that answers an outside record may be, in cosines."""

    def chances(self, figure: Mapping[str, float], query: Query) -> tuple[float, float]:
        """Return the chance that the first record is right, and that one of the first three is.

        Of one or two words nobody can be surer than the ranker is of the first record: the tuning questions
        that are as short were written for a record, but many records share a lone "vote" or "report fraud".
        """
        right, among = chance(figure, self.right), chance(figure, self.among)
        if len(query.text.split()) <= FEW_WORDS:
            right = min(right, figure["first"])
        return right, max(right, among)

    @classmethod
    def blank(cls) -> Weights:
        """Weights that prefer no record, to gather signals with before any were fitted."""
        nothing = dict.fromkeys((*FIGURES, "bias"), 0.0)
        return cls(Ranker.weighted_sum({}), nothing, nothing)

    @classmethod
    def load(cls, path: Path = WEIGHTS) -> Weights:
        """Read the weights kept beside this module."""
        data = json.loads(path.read_text(encoding="utf-8"))
        return cls(Ranker.from_data(data["ranker"]), data["right"], data["among"], data["far"])

    def save(self, path: Path = WEIGHTS) -> None:
        """Write the weights, rounded so that a refit on the same data gives the same file."""
        chances = {
            name: {figure: round(weight, DIGITS) for figure, weight in weights.items()}
            for name, weights in (("right", self.right), ("among", self.among))
        }
        path.write_text(
            json.dumps(chances | {"far": self.far, "ranker": self.ranker.as_data()}) + "\n", encoding="utf-8"
        )


def without_far_ones(share: np.ndarray, nearest: np.ndarray, outside: np.ndarray, far: float) -> np.ndarray:
    """Return the shares (records,) without outside records that a record which answers is much nearer than.

    The ranker has seen few of these pairs: "When is Christmas?" is no "when is the super bowl".

    Args:
        share: of each candidate, an array (records,).
        nearest: the cosine of its nearest passage, an array (records,).
        outside: which candidates tell what is not answered, a boolean array (records,).
        far: the difference of cosines that is too much.
    """
    kept = np.where(outside & (nearest < nearest[~outside].max(initial=-1.0) - far), 0.0, share)
    is_left = kept.any()
    result: np.ndarray = kept / kept.sum() if is_left else share
    return result


def figures(
    share: np.ndarray, signals: Mapping[str, np.ndarray], query: Query, outside: np.ndarray
) -> dict[str, float]:
    """What the chances are judged by: how clear the winner is, how near, and whether it is outside.

    Args:
        share: of each candidate, an array (records,).
        signals: arrays (records,) by name.
        query: the search.
        outside: which candidates tell what is not answered, a boolean array (records,) with a False in it.
    """
    inside = np.where(outside, -1.0, share)
    order = np.argsort(-inside)[: min(3, int((~outside).sum()))]
    ranked = [float(share[n]) for n in order]
    beyond = float(share[outside].sum())
    nearest = float(signals["nearest"][order[0]])
    return {
        "first": ranked[0],
        "first_odds": _odds(ranked[0]),
        "margin": ranked[0] - (ranked[1] if len(ranked) > 1 else 0.0),
        "three": sum(ranked),
        "beyond": beyond,
        "beyond_odds": _odds(beyond),
        "nearest": nearest,
        "nearer": nearest - float(signals["nearest"][outside].max(initial=0.0)),
        "letters": float(signals["letters"][order[0]]),
        "lexical": float(signals["lexical_raw"]),
        "outside": query.outside,
        "elsewhere": query.elsewhere,
        "in_context": float(query.context is not None),
        "brevity": query.brevity,
    }


def _odds(share: float) -> float:
    """The logarithm of the odds of a share, kept within MOST_ODDS."""
    edge = 1.0 / (1.0 + np.exp(MOST_ODDS))
    kept = min(max(share, edge), 1.0 - edge)
    return float(np.log(kept / (1.0 - kept)))


def chance(figure: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Return the calibrated probability, 0 to 1."""
    total = weights["bias"] + sum(weights[name] * figure[name] for name in FIGURES)
    return float(1.0 / (1.0 + np.exp(-total)))
