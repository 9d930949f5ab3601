"""Where words go that several things can be meant by."""

from __future__ import annotations

import pytest

from bot.dialogue.conversation import choose_or_answer
from bot.dialogue.desk import Desk
from tests.small import make_turn, responses, told

LICENSE, BOAT, POTHOLE = "service:fishing-license", "service:boat-title", "service:pothole"


@pytest.mark.parametrize(("options", "told_before"), [((), LICENSE), ((LICENSE, BOAT), LICENSE)])
def test_what_chooses_no_option_but_names_something_is_searched(
    desk: Desk, options: tuple[str, ...], told_before: str
) -> None:
    text = "no, the one where i report a pothole"
    reply = choose_or_answer(make_turn(text, "choose_option", options=options, record=told_before), desk)
    assert (reply.outcome, told(reply)) == ("answer", [POTHOLE])


@pytest.mark.parametrize(
    ("text", "outcome", "expected"),
    [
        ("the second one", "answer", [BOAT]),
        ("hm", "clarify", [LICENSE, BOAT]),
        ("xyzzy", "clarify", [LICENSE, BOAT]),
    ],
)
def test_options_come_first(desk: Desk, text: str, outcome: str, expected: list[str]) -> None:
    turn = make_turn(text, "choose_option", options=(LICENSE, BOAT), awaiting=True)
    reply = choose_or_answer(turn, desk)
    assert (reply.outcome, told(reply)) == (outcome, expected)


@pytest.mark.parametrize("text", ["the first one", "the second one", "ok the last"])
def test_a_bare_choice_among_nothing_asks_for_the_subject(desk: Desk, text: str) -> None:
    assert responses(choose_or_answer(make_turn(text, "choose_option"), desk)) == ["ask_subject"]
