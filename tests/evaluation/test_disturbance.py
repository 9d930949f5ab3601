"""Disturbances: always the same, always a change, never more than they say."""

from __future__ import annotations

from random import Random

import pytest

from bot.evaluation.disturbance import KINDS, disturb
from bot.evaluation.questions import read_conversations
from bot.evaluation.slips import NEIGHBORS, double, drop, hit_neighbor, slip, swap
from bot.evaluation.word_order import reorder
from bot.settings import ROOT

TEXT = "If I lost my job in Pearl, how do I apply for help?"
SLIPS = {"neighbor key": 0, "dropped letter": -1, "doubled letter": 1, "swapped letters": 0}
TALKS = read_conversations(ROOT / "data" / "eval")


def test_every_kind_changes_the_text_and_each_time_alike() -> None:
    disturbed = dict(disturb(TEXT))
    assert list(disturbed) == list(KINDS)
    assert TEXT not in disturbed.values()
    assert disturbed == dict(disturb(TEXT))


def test_no_question_is_left_as_it_was() -> None:
    texts = [turn.text.strip() for talk in TALKS for turn in talk.turns]
    assert not [kind for text in texts for kind, changed in disturb(text) if changed.strip() == text]


@pytest.mark.parametrize(("kind", "longer"), SLIPS.items())
def test_a_short_text_gets_one_slip(kind: str, longer: int) -> None:
    text = "How do I renew my tag?"
    assert len(dict(disturb(text))[kind]) == len(text) + longer


def test_a_long_text_gets_a_slip_for_eight_words() -> None:
    text = " ".join(["license"] * 24)
    changed = slip(text, drop, Random(0))
    assert len(text) - len(changed) == 3
    assert sum(word != "license" for word in changed.split()) == 3


def test_each_slip_by_hand() -> None:
    assert drop("license", 2, Random(0)) == "liense"
    assert double("license", 2, Random(0)) == "liccense"
    assert swap("license", 2, Random(0)) == "liecnse"
    assert swap("seem", 1, Random(0)) == "seme"
    assert hit_neighbor("lIcense", 1, Random(0))[1] in "UOJK"


def test_neighbors_are_keys_that_touch() -> None:
    assert set(NEIGHBORS["g"]) == set("tyfhvb")
    assert all(key in NEIGHBORS[other] for key, others in NEIGHBORS.items() for other in others)


def test_words_keep_their_first_letter_and_short_ones_stay() -> None:
    for make in (hit_neighbor, drop, double, swap):
        assert slip("my tag is 39180", make, Random(0)) == "my tag is 39180"
        assert all(slip("license", make, Random(seed)).startswith("l") for seed in range(30))


@pytest.mark.parametrize(
    ("kind", "text", "disturbed"),
    [
        ("all capitals", "Is it $1,500?", "IS IT $1,500?"),
        ("no capitals", "Call MDOT, please", "call mdot, please"),
        (
            "no punctuation",
            "It's $1,500.50, right? O'Neal's (e-mail).",
            "It's $1,500.50 right O'Neal's e-mail",
        ),
    ],
)
def test_letters_and_signs(kind: str, text: str, disturbed: str) -> None:
    assert dict(disturb(text))[kind] == disturbed


def test_politeness_leaves_the_question_whole() -> None:
    disturbed = dict(disturb(TEXT))
    assert disturbed["polite opening"].endswith(TEXT)
    assert disturbed["thanks at the end"].startswith(TEXT)
    assert dict(disturb("no gas"))["thanks at the end"].startswith("no gas. Thank")


@pytest.mark.parametrize(
    ("text", "reordered"),
    [
        ("If I lost my job, how do I apply?", "How do I apply if I lost my job?"),
        ("Because I moved, I need a card.", "I need a card because I moved."),
        ("I need a card because I moved.", "Because I moved, I need a card."),
        ("Please send a form.", "Send a form, please."),
        ("send me a form please", "Please send me a form"),
        ("Where do I pay in Rankin County?", "In Rankin County, where do I pay?"),
        ("In Rankin County, where do I pay?", "Where do I pay in Rankin County?"),
        ("My license is gone. Where do I go?", "Where do I go? My license is gone."),
        # What could mean something else stays as it is.
        ("How do I see if a roofer is licensed?", None),
        ("What is the late fee if my license lapsed in January?", None),
        ("Which courthouse is it if I live in Pearl River County?", None),
        ("She said I was late because of the storm.", None),
        ("My license is gone. Where do I report it?", None),
        ("MDEQ address please", None),
        ("How do I renew my tag?", None),
    ],
)
def test_word_order_changes_only_where_it_means_the_same(text: str, reordered: str | None) -> None:
    assert reorder(text) == reordered


def test_reordering_keeps_every_word() -> None:
    texts = [turn.text for talk in TALKS for turn in talk.turns]
    changed = [(text, new) for text in texts if (new := reorder(text))]
    assert changed
    for text, new in changed:
        assert sorted(plain(text).split()) == sorted(plain(new).split())


def plain(text: str) -> str:
    return "".join(letter if letter.isalnum() else " " for letter in text.lower())
