"""Reads the thresholds of the gate (`data/gate.yml`)."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import yaml

from bot.errors import EvaluationError
from bot.settings import ROOT

FILE = ROOT / "data" / "gate.yml"


@dataclass(frozen=True)
class Thresholds:
    """The figures of the file, each under its name with underscores; shares from 0 to 1."""

    golden_right_at_least: float
    right_at_least: float
    wrong_at_most: float
    refused_out_of_scope_at_least: float
    false_alarms_at_most: float
    loss_is_chance_above: float
    fairness_gap_grows_at_most: float
    fairness_group_at_least: float


def read_thresholds(path: Path = FILE) -> Thresholds:
    """Return the thresholds; raises EvaluationError naming what is missing, unknown, or no figure."""
    try:
        data: Any = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise EvaluationError(f"{path}: cannot be read: {str(error).splitlines()[0]}") from error
    if not isinstance(data, dict):
        raise EvaluationError(f"{path}: expected a line for each threshold, found {data!r}")
    given = {str(name).replace(" ", "_"): value for name, value in data.items()}
    names = [field.name for field in fields(Thresholds)]
    for name in (*names, *given):
        told = name.replace("_", " ")
        if name not in given or name not in names:
            raise EvaluationError(f"{path}: {told}: {'missing' if name not in given else 'unknown'}")
        value = given[name]
        if isinstance(value, bool) or not isinstance(value, (int, float)) or value < 0:
            raise EvaluationError(f"{path}: {told}: expected a number from 0 on, found {value!r}")
    return Thresholds(**given)
