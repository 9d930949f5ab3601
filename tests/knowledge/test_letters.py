"""The quick look-up of letters gives what scikit-learn's own gives."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.knowledge.search.letters import Letters, grams_of

PASSAGES = ("Buy a fishing license", "Register a boat", "fishing  permit\nfor a boat", "a b", "Who? Me!")
QUESTIONS = ("fishng licence", "BOAT", "a", "", "   ", "xyzzy", "register register a bo", "it's\ta boat")


@pytest.mark.parametrize("question", QUESTIONS)
def test_likeness_is_the_cosine_of_tf_idf(question: str) -> None:
    vectorizer = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4), sublinear_tf=True, max_df=50)
    passages = vectorizer.fit_transform(PASSAGES)
    expected = (vectorizer.transform([question]) @ passages.T).toarray()[0]
    assert Letters(PASSAGES).likeness(question) == pytest.approx(expected, abs=1e-5)


@pytest.mark.parametrize("question", QUESTIONS)
def test_grams_are_those_of_scikit_learn(question: str) -> None:
    analyze = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4)).build_analyzer()
    assert sorted(grams_of(question)) == sorted(analyze(question))


def test_nothing_is_like_nothing() -> None:
    assert not np.any(Letters(PASSAGES).likeness("1234567"))
