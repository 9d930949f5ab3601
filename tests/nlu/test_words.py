"""Looking words up one by one gives what scikit-learn gives."""

from __future__ import annotations

import numpy as np
import pytest

from bot.nlu.words import Words

TEXTS = ("How much is a tag?", "how much is it", "Where's the tag office?", "the tag office, where is it?!")


@pytest.mark.parametrize("text", [*TEXTS, "", "TAG TAG tag office", "unknown words only", "字 tag"])
def test_the_weights_are_those_of_scikit_learn(text: str) -> None:
    words = Words()
    features = words.fit([*TEXTS, text, text])
    expected = features[len(TEXTS)].toarray()[0]
    found = np.zeros_like(expected)
    numbers, weights = words.find(text)
    found[numbers] = weights
    assert found == pytest.approx(expected, abs=1e-6)
