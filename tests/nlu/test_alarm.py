"""The alarm hears danger, and is the same after saving."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.nlu.alarm import Alarm, Kind
from tests.fakes import FakeEncoder

DANGEROUS = (
    "my house is on fire",
    "the kitchen is on fire",
    "someone is shooting",
    "a man just got shot",
)
SAFE = ("when is the fire office open", "how much is a tag", "where do I pay my house tax", "is there a fee")


def layers(text: str) -> np.ndarray:
    found: np.ndarray = FakeEncoder().encode_layers([text])[0]
    return found


@pytest.fixture(scope="module")
def alarm() -> Alarm:
    texts = [*DANGEROUS, *SAFE] * 3
    alarm = Alarm()
    alarm.fit(
        texts,
        FakeEncoder().encode_layers(texts),
        [Kind.DANGER if text in DANGEROUS else Kind.HARMLESS for text in texts],
    )
    return alarm


@pytest.mark.parametrize("text", [*DANGEROUS, "the shed is on fire", "shooting on our street"])
def test_danger_is_heard(alarm: Alarm, text: str) -> None:
    assert alarm.chance(text, layers(text)) > 0.5


@pytest.mark.parametrize("text", [*SAFE, "how much is the fee"])
def test_what_is_safe_is_not(alarm: Alarm, text: str) -> None:
    assert 0.0 <= alarm.chance(text, layers(text)) < 0.5


def test_a_sign_of_danger_raises_the_chance(alarm: Alarm) -> None:
    text = "he just got shot"
    assert alarm.chance(text, layers(text), ["report_emergency"]) > alarm.chance(text, layers(text))


def test_a_saved_alarm_is_the_same(alarm: Alarm, tmp_path: Path) -> None:
    alarm.save(tmp_path / "alarm.pickle")
    loaded = Alarm.load(tmp_path / "alarm.pickle")
    for text in (*DANGEROUS, *SAFE, "", "unknown"):
        assert loaded.chance(text, layers(text)) == alarm.chance(text, layers(text))
