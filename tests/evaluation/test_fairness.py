"""Fairness: gaps in points, bands of reading grade, and what is flagged."""

from __future__ import annotations

import pytest

from bot.evaluation.fairness import BANDS, Gap, find_band, find_fairness
from bot.evaluation.intervals import Estimate
from bot.knowledge.lint.reading import find_grade
from tests.evaluation.samples import reply, result, results

HARD = "Administrative responsibilities necessitate comprehensive interagency communication on authorization."


def gap(value: float, low: float, high: float) -> Gap:
    return Gap("voice", Estimate(0.5, 0.4, 0.6, 9), Estimate(value, low, high, 9))


def test_a_gap_is_the_group_minus_the_plain_questions() -> None:
    plain = results([1] * 9 + [0], slice="plain")
    voice = [result(100 + i, reply() if i < 5 else reply("refuse"), slice="voice") for i in range(10)]
    found = find_fairness([*plain, *voice])
    assert found and (found.plain, found.right.value) == (("plain",), 0.9)
    (one,) = (gap for gap in found.gaps if gap.group == "voice")
    assert one.right.value == 0.5
    assert one.gap.value == pytest.approx(-0.4)
    assert one.gap.low < -0.4 < one.gap.high
    assert one.is_flagged


def test_without_a_plain_slice_situations_and_aspects_stand_in() -> None:
    found = find_fairness([*results([1, 0], slice="situations"), *results([1], slice="voice")])
    assert found and found.plain == ("situations",)
    assert find_fairness(results([1, 0], slice="voice")) is None


def test_questions_out_of_scope_do_not_count() -> None:
    refused = [result(50 + i, reply("refuse"), slice="plain", outcomes=("refuse",)) for i in range(9)]
    found = find_fairness([*results([1, 0], slice="plain"), *refused])
    assert found and (found.right.value, found.right.among) == (0.5, 2)


@pytest.mark.parametrize(
    ("found", "is_flagged", "is_sure"),
    [
        (gap(-0.06, -0.10, -0.01), True, True),
        (gap(-0.06, -0.20, 0.10), True, False),
        (gap(-0.05, -0.10, -0.01), False, True),
        (gap(0.20, 0.10, 0.30), False, True),
    ],
)
def test_a_group_is_flagged_when_served_worse_by_more_than_five_points(
    found: Gap, is_flagged: bool, is_sure: bool
) -> None:
    assert (found.is_flagged, found.is_sure) == (is_flagged, is_sure)


def test_the_grade_is_that_of_flesch_and_kincaid() -> None:
    """0.39 * 6 words / 1 sentence + 11.8 * 9 syllables / 6 words - 15.59 = 4.45."""
    assert find_grade("The office is open on Monday.") == pytest.approx(4.45)


@pytest.mark.parametrize(
    ("text", "band"),
    [
        ("Can I fish?", "grade below 3"),
        ("The office is open on Monday.", "grade 3 to 6"),
        (HARD, "grade 9 and up"),
    ],
)
def test_a_text_falls_into_the_band_of_its_grade(text: str, band: str) -> None:
    assert find_band(text) == band


def test_every_question_is_in_one_band() -> None:
    asked = [*results([1, 0, 1], text="Can I fish?"), *results([1, 1], text=HARD)]
    found = find_fairness(asked)
    bands = {name for _, name in BANDS}
    assert found and sum(gap.right.among for gap in found.gaps if gap.group in bands) == 5
