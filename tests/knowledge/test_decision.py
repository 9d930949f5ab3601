"""From signals to a decision: shares of belief, figures of the winner, calibrated chances, the band."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from bot.knowledge.record import Record
from bot.knowledge.search.certainty import FIGURES, NEVER, Weights, chance, figures, without_far_ones
from bot.knowledge.search.decision import Band, decide
from bot.knowledge.search.query import Hit, Query
from bot.knowledge.search.ranker import SIGNALS, WIDTH, Ranker

ONE = Ranker.weighted_sum({"nearest": 1.0})
INSIDE = np.zeros(4, dtype=bool)


def hits(*scores: float) -> tuple[Hit, ...]:
    record = Record(id="faq:a", title="A", summary="A.")
    return tuple(Hit(record, score, 0.0, 0.0) for score in scores)


@pytest.mark.parametrize(
    ("right", "among", "band"),
    [
        (1.0, 1.0, Band.ANSWER),
        (0.95, 0.98, Band.ANSWER),
        (0.9, 0.95, Band.ANSWER),
        (0.5, 0.95, Band.CLARIFY),
        (0.3, 0.9, Band.CLARIFY),
        (0.1, 0.8, Band.CLARIFY),
        (0.15, 0.2, Band.REFUSE),
        (0.05, 0.1, Band.REFUSE),
        (0.0, 0.0, Band.REFUSE),
    ],
)
def test_the_chances_choose_the_band(right: float, among: float, band: Band) -> None:
    found = decide(hits(0.6, 0.3), right, among)
    assert (found.band, found.right, found.among) == (band, right, among)


@pytest.mark.parametrize(("right", "band"), [(0.95, Band.ANSWER), (0.8, Band.ANSWER), (0.2, Band.REFUSE)])
def test_one_record_is_no_choice(right: float, band: Band) -> None:
    assert decide(hits(1.0), right, 1.0).band is band


def test_nothing_found_is_refused_whatever_the_chances() -> None:
    found = decide((), 1.0, 1.0)
    assert (found.band, found.hits, found.right, found.among, found.options) == (Band.REFUSE, (), 0, 0, ())


@pytest.mark.parametrize(
    ("scores", "offered"),
    [
        ((0.5, 0.3, 0.2), 3),
        ((0.4, 0.3, 0.2, 0.1), 3),
        ((0.7, 0.29, 0.01), 2),
        ((0.99, 0.005, 0.005), 2),
        ((1.0,), 1),
    ],
)
def test_options_are_two_or_three_that_are_worth_it(scores: tuple[float, ...], offered: int) -> None:
    assert [hit.score for hit in decide(hits(*scores), 0.5, 0.9).options] == list(scores[:offered])


def signals(*nearest: float) -> dict[str, np.ndarray]:
    nothing = np.zeros(len(nearest), dtype=np.float32)
    found = dict.fromkeys(SIGNALS, nothing) | {"nearest": np.array(nearest, dtype=np.float32)}
    return found | {"lexical_raw": np.float32(3.0)}


@pytest.mark.parametrize("nearest", [(0.0,), (0.1, 0.5, 0.2), (0.0, 0.0, 0.0), (-500.0, 500.0), (80.0, 0.0)])
def test_shares_add_up_to_one_and_keep_the_order(nearest: tuple[float, ...]) -> None:
    share = ONE.shares(signals(*nearest), Query(""))
    assert share.sum() == pytest.approx(1.0, abs=1e-6)
    assert (np.argsort(-share, kind="stable") == np.argsort(-np.array(nearest), kind="stable")).all()


def test_a_hidden_unit_bends_what_a_sum_cannot() -> None:
    flat = Ranker.weighted_sum({})
    hidden = np.zeros((WIDTH, 2))
    hidden[SIGNALS.index("nearest")] = [4.0, -4.0]  # two units that are both full in the middle only
    bent = replace(flat, hidden=hidden, bias=np.array([2.0, 2.0]), output=np.array([1.0, 1.0]))
    share = bent.shares(signals(-2.0, 0.0, 2.0), Query(""))
    assert share.argmax() == 1


def test_a_candidate_is_measured_from_the_best_one() -> None:
    table = ONE.table(signals(0.2, 0.8, 0.4), Query("", outside=0.3))
    assert table.shape == (3, WIDTH)
    from_best = table[:, len(SIGNALS) + SIGNALS.index("nearest")]
    assert from_best == pytest.approx([-0.6, 0.0, -0.4])
    assert (table[:, -7:] == table[0, -7:]).all() and 0.3 in table[0, -7:]


def test_figures_tell_how_clear_the_winner_is() -> None:
    share = np.array([0.1, 0.6, 0.25, 0.05])
    query = Query("", outside=0.3, elsewhere=1.0, context="faq:a")
    figure = figures(share, signals(0.2, 0.8, 0.4, 0.1), query, INSIDE)
    assert set(figure) == set(FIGURES)
    expected = {"first": 0.6, "margin": 0.35, "three": 0.95, "nearest": 0.8, "letters": 0.0, "lexical": 3.0}
    expected |= {"outside": 0.3, "elsewhere": 1.0, "in_context": 1.0, "beyond": 0.0, "nearer": 0.8}
    expected |= {"first_odds": np.log(0.6 / 0.4), "beyond_odds": -6.0}
    assert {name: figure[name] for name in expected} == pytest.approx(expected)


def test_figures_of_a_single_record() -> None:
    figure = figures(np.array([1.0]), signals(0.5), Query(""), np.array([False]))
    assert (figure["first"], figure["margin"], figure["three"], figure["in_context"]) == (1.0, 1.0, 1.0, 0.0)


def test_what_lies_outside_is_no_winner_but_counts_against_it() -> None:
    share, outside = np.array([0.1, 0.6, 0.25, 0.05]), np.array([False, True, False, False])
    figure = figures(share, signals(0.2, 0.8, 0.4, 0.1), Query(""), outside)
    expected = {"first": 0.25, "margin": 0.15, "three": 0.4, "beyond": 0.6, "nearest": 0.4, "nearer": -0.4}
    assert {name: figure[name] for name in expected} == pytest.approx(expected)


@pytest.mark.parametrize(("bias", "expected"), [(0.0, 0.5), (4.0, 0.982), (-4.0, 0.018), (-700.0, 0.0)])
def test_a_chance_is_a_probability(bias: float, expected: float) -> None:
    nothing = dict.fromkeys(FIGURES, 0.0)
    assert chance(nothing, nothing | {"bias": bias}) == pytest.approx(expected, abs=1e-3)


def test_the_kept_weights_name_every_signal_and_figure() -> None:
    weights = Weights.load()
    assert weights.ranker.hidden.shape[0] == len(weights.ranker.direct) == WIDTH
    assert len(weights.ranker.mean) == len(weights.ranker.spread) == len(SIGNALS)
    assert set(weights.right) == set(weights.among) == {*FIGURES, "bias"}


def test_weights_are_the_same_after_saving(tmp_path: Path) -> None:
    Weights.load().save(tmp_path / "weights.json")
    kept, again = Weights.load(), Weights.load(tmp_path / "weights.json")
    assert (again.right, again.among) == (kept.right, kept.among)
    assert again.ranker.as_data() == kept.ranker.as_data()


@pytest.mark.parametrize(
    ("far", "left"),
    [
        (0.3, [0.25, 0.0, 0.25, 0.5]),
        (0.5, [0.2, 0.2, 0.2, 0.4]),
        (NEVER, [0.2, 0.2, 0.2, 0.4]),
    ],
)
def test_an_outside_record_too_far_away_counts_for_nothing(far: float, left: list[float]) -> None:
    share, nearest = np.array([0.2, 0.2, 0.2, 0.4]), np.array([0.8, 0.4, 0.3, 0.6])
    outside = np.array([False, True, False, True])
    assert without_far_ones(share, nearest, outside, far) == pytest.approx(np.array(left))


def test_outside_records_alone_are_left_as_they_are() -> None:
    share, outside = np.array([0.7, 0.3]), np.array([True, True])
    assert without_far_ones(share, np.array([0.2, 0.1]), outside, 0.05) == pytest.approx(share)


@pytest.mark.parametrize(("text", "right"), [("report fraud", 0.3), ("report a fraud", 0.5)])
def test_of_two_words_nobody_is_surer_than_the_ranker(text: str, right: float) -> None:
    figure = dict.fromkeys(FIGURES, 0.0) | {"first": 0.3}
    assert Weights.blank().chances(figure, Query(text=text)) == (pytest.approx(right), 0.5)
