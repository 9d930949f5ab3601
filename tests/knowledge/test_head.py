"""The head over records: it knows other questions of what it learned, and takes in what came since."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.encoder import Reading
from bot.knowledge.search.features import FEATURES, LETTERS, features_of
from bot.knowledge.search.head import LEAST, Beliefs, Head
from bot.knowledge.search.head_learning import learn_head
from tests.fakes import FakeEncoder

WIDTH, RECORDS, EACH = 48, 20, 300
IDS = [f"service:{n:02}" for n in range(RECORDS)]
NEW = 7


def passages(seed: int) -> np.ndarray:
    """An array (RECORDS, EACH, WIDTH) around a center for each record; some axes are all noise."""
    quiet = np.arange(WIDTH) < WIDTH // 2
    centers = np.random.default_rng(1).standard_normal((RECORDS, 1, WIDTH)) * quiet
    centers += np.random.default_rng(4).standard_normal((1, 1, WIDTH))  # all are about one state
    noise = np.random.default_rng(seed).standard_normal((RECORDS, EACH, WIDTH)) * np.where(quiet, 0.9, 2.0)
    seen = (centers + noise).astype(np.float32)
    unit: np.ndarray = seen / np.linalg.norm(seen, axis=2, keepdims=True)
    return unit


def learn(numbers: list[int]) -> Head:
    seen = passages(seed=2)[numbers]
    return learn_head(seen.reshape(-1, WIDTH), [IDS[n] for n in numbers for _ in range(EACH)])


def look(record: int) -> np.ndarray:
    seen: np.ndarray = passages(seed=2)[record]
    return seen


def right(beliefs: Beliefs) -> np.ndarray:
    """Of each record, the share of other questions that it leads: an array (RECORDS,)."""
    leads = [
        [beliefs.shares(q, np.arange(RECORDS)).argmax() for q in asked] for asked in passages(seed=3)[:, :50]
    ]
    return (np.array(leads) == np.arange(RECORDS)[:, np.newaxis]).mean(axis=1)


def must(beliefs: Beliefs | None) -> Beliefs:
    assert beliefs is not None
    return beliefs


@pytest.fixture(scope="module")
def whole() -> Head:
    return learn(list(range(RECORDS)))


def test_other_questions_are_known_better_than_by_the_middle(whole: Head) -> None:
    middles = passages(seed=2).mean(axis=1)
    nearest = (passages(seed=3)[:, :50] @ middles.T).argmax(axis=2) == np.arange(RECORDS)[:, np.newaxis]
    assert right(must(whole.over(IDS, look))).mean() > nearest.mean() + 0.02


def test_shares_add_up_and_are_never_less_than_nothing(whole: Head) -> None:
    some = np.array([3, 5, 11])
    shares = must(whole.over(IDS, look)).shares(passages(seed=3)[5, 0], some)
    assert np.exp(shares).sum() == pytest.approx(1.0, abs=1e-3)
    assert (shares >= LEAST).all()


def test_it_is_read_as_it_was_written(whole: Head, tmp_path: Path) -> None:
    whole.save(tmp_path / "head.npz")
    read = must(Head.load(tmp_path / "head.npz").over(IDS, look))
    assert right(read) == pytest.approx(right(must(whole.over(IDS, look))), abs=0.1)


def test_a_record_that_came_since_is_found_and_hardly_in_the_way() -> None:
    rest = [n for n in range(RECORDS) if n != NEW]
    before = right(must(learn(list(range(RECORDS))).over(IDS, look)))
    since = right(must(learn(rest).over(IDS, look)))
    assert since[NEW] > before[NEW] - 0.2
    assert since[rest].mean() > before[rest].mean() - 0.03


def test_a_record_that_went_is_not_looked_for(whole: Head) -> None:
    beliefs = must(whole.over(IDS[:10], look))
    assert len(beliefs.all_scores(passages(seed=3)[0])[0]) == 10


@pytest.mark.parametrize("ids", [["office:a", "office:b", IDS[0]], ["office:a"], []])
def test_of_other_knowledge_it_says_nothing(whole: Head, ids: list[str]) -> None:
    assert whole.over(ids, look) is None


def test_what_is_seen_of_a_text() -> None:
    texts = ["Renew my license", "renew my licence", ""]
    seen = features_of(FakeEncoder().read(texts), texts)
    assert seen.shape == (3, FEATURES)
    letters = seen[:, -LETTERS:]
    assert np.linalg.norm(letters, axis=1) == pytest.approx([1.0, 1.0, 0.0])
    assert 0.5 < letters[0] @ letters[1] < 0.99


def test_letters_are_the_same_on_every_machine() -> None:
    nothing = Reading(np.zeros(384), np.zeros(384), np.zeros((0, 1), dtype=np.int8))
    (seen,) = features_of([nothing], ["tag"])
    assert np.flatnonzero(seen).tolist() == [888, 947, 963, 1111, 1197, 1384, 1411, 1486, 1506]
