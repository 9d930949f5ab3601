"""Comparisons: McNemar by hand, paired intervals, and who got better and worse."""

from __future__ import annotations

import pytest

from bot.evaluation.comparison import ALL, compare, find_chance
from bot.evaluation.comparison_tables import tabulate_changes, tabulate_pairs
from bot.evaluation.run import Result
from tests.evaluation.samples import DEER, reply, result

REFUSED = reply("refuse")


def asked(right: list[int], slice: str = "voice") -> list[Result]:
    return [
        result(i, reply() if is_right else REFUSED, slice=slice, text=f"{slice} {i}")
        for i, is_right in enumerate(right)
    ]


@pytest.mark.parametrize(
    ("gained", "lost", "chance"),
    [
        (10, 2, 2 * (1 + 12 + 66) / 2**12),
        (2, 10, 2 * (1 + 12 + 66) / 2**12),
        (5, 0, 2 / 2**5),
        (3, 3, 1.0),
        (0, 0, 1.0),
    ],
)
def test_the_chance_is_twice_the_tail_of_a_fair_coin(gained: int, lost: int, chance: float) -> None:
    assert find_chance(gained, lost) == pytest.approx(chance)


def test_gains_and_losses_by_slice() -> None:
    before = asked([0, 0, 0, 1, 1]) + asked([1, 1], "plain")
    after = asked([1, 1, 0, 0, 1]) + asked([1, 1], "plain")
    changes = {change.slice: change for change in compare(before, after).changes}
    assert list(changes) == [ALL, "voice", "plain"]
    voice = changes["voice"]
    assert (voice.before, voice.after, voice.gained, voice.lost) == (0.4, pytest.approx(0.6), 2, 1)
    assert voice.change.value == pytest.approx(0.2)
    assert changes[ALL].change.value == pytest.approx(1 / 7)
    assert (changes["plain"].change.low, changes["plain"].change.high) == (0, 0)


def test_the_interval_is_of_pairs_and_so_narrower_than_of_two_shares() -> None:
    """One more right of a hundred that vary: paired, the change is hardly over a point."""
    before = asked([0, 1] * 50)
    change = compare(before, asked([1, 1] + [0, 1] * 49)).changes[0].change
    assert change.value == pytest.approx(0.01)
    assert (change.low, change.high) == (0.0, pytest.approx(0.03, abs=0.011))


def test_better_and_worse_are_told_by_what_a_reply_is_worth() -> None:
    worth = [reply("answer", "service:boat"), REFUSED, reply("clarify", DEER), reply()]
    before = [result(i, contract, text=str(i)) for i, contract in enumerate(worth)]
    after = [result(i, contract, text=str(i)) for i, contract in enumerate([*worth[1:], worth[0]])]
    found = compare(before, after)
    assert [pair.after.question.text for pair in found.better] == ["0", "1", "2"]
    assert [pair.after.question.text for pair in found.worse] == ["3"]
    better, worse = tabulate_pairs(found)
    assert better.rows[1] == ("1", "situations", "missed → helped", DEER, "refuse → clarify")
    assert worse.rows == (("3", "situations", "right → wrong", DEER, "service:deer → service:boat"),)


def test_questions_are_paired_by_slice_and_by_all_said_before() -> None:
    def talk(first: str) -> list[Result]:
        return [result(0, reply(), text=first), result(0, reply(), text="how much?")]

    found = compare(talk("deer"), talk("boats"))
    assert (found.changes, found.only_before, found.only_after) == ((), 2, 2)
    same = compare(talk("deer"), talk("deer"))
    assert (same.changes[0].change.among, same.only_before, same.only_after) == (2, 0, 0)


def test_a_question_asked_twice_is_paired_twice() -> None:
    twice = [result(0, reply()), result(1, REFUSED)]
    found = compare(twice, twice)
    assert found.changes[0].change.among == 2
    assert not found.better and not found.worse


def test_old_replies_are_judged_by_what_is_wanted_now() -> None:
    before = [result(0, reply("answer", "service:boat"))]
    after = [result(0, reply("answer", "service:boat"), records=("service:boat",))]
    assert compare(before, after).changes[0].change.value == 0


def test_the_table_lists_each_slice() -> None:
    found = compare(asked([0] * 12), asked([1] * 12))
    assert tabulate_changes(found).rows == (
        ("all", "12", "0%", "100%", "+100.0 (+100.0 to +100.0)", "+12 −0", "< 0.001"),
        ("voice", "12", "0%", "100%", "+100.0 (+100.0 to +100.0)", "+12 −0", "< 0.001"),
    )
