"""Which turns are taken into the review, by which wording and cluster, and what leaves it again."""

from __future__ import annotations

import numpy as np
import pytest
from sqlalchemy import delete
from sqlalchemy.engine import Engine

from bot.channels.base.tables import FEEDBACK
from bot.journal.tables import ENTRY
from bot.review.clustering import Clusters
from bot.review.intake import BATCH, sweep
from bot.review.tables import TURN, WORDING
from tests.review.crowd import open_tables
from tests.review.journal import ask, encode_words, make_intake, rows_of, vote


@pytest.fixture(autouse=True)
def tables(engine: Engine) -> None:
    open_tables(engine)


@pytest.mark.parametrize(
    ("values", "is_taken"),
    [
        ({"outcome": "refuse"}, True),
        ({"outcome": "clarify"}, True),
        ({"outcome": "answer", "score": 0.6}, True),
        ({"outcome": "answer", "score": 0.7, "confidence": 0.1}, False),
        ({"outcome": "smalltalk", "confidence": 0.4}, True),
        ({"outcome": "smalltalk", "confidence": 0.9}, False),
        ({"outcome": "safety", "confidence": 0.1}, False),
        ({"outcome": "guard"}, False),
        ({"outcome": "error"}, False),
        ({"outcome": "refuse", "intent": "none_of_these"}, False),
        ({"outcome": "refuse", "intent": None}, True),
        ({"outcome": "refuse", "question": None, "wording": None}, False),
        ({"outcome": "refuse", "question": "?!", "wording": None}, False),
    ],
)
def test_what_did_not_go_well_is_taken(engine: Engine, values: dict[str, object], is_taken: bool) -> None:
    ask(engine, "How do I fish?", **values)
    assert make_intake(engine).run() == int(is_taken)
    assert len(rows_of(engine, TURN)) == int(is_taken)


def test_the_same_words_are_one_wording_and_the_same_meaning_one_cluster(engine: Engine) -> None:
    for question in (
        "Renew boat license fee",
        "renew  BOAT license fee!",
        "boat license fee renew now",
        "Potholes",
    ):
        ask(engine, question)
    make_intake(engine).run()
    turns = rows_of(engine, TURN)
    assert len({turn.wording for turn in turns}) == 3
    assert [turn.cluster for turn in turns[:3]] == [turns[0].cluster] * 3 and turns[3].cluster != turns[
        0
    ].cluster


def test_what_came_before_is_known_to_another_process(engine: Engine) -> None:
    ask(engine, "Renew boat license fee")
    make_intake(engine).run()
    ask(engine, "boat license fee renew now")
    assert make_intake(engine).run() == 1
    first, second = rows_of(engine, WORDING)
    assert first.cluster == second.cluster == first.id


def test_a_wording_is_encoded_once(engine: Engine) -> None:
    encoded: list[str] = []
    intake = make_intake(engine, lambda texts: encoded.extend(texts) or encode_words(texts))
    for _ in range(2):
        ask(engine, "Renew boat license fee")
        intake.run()
    assert encoded == ["Renew boat license fee"]


def test_without_an_encoder_each_wording_is_its_own_cluster(engine: Engine) -> None:
    for question in ("boat fee", "Boat fee.", "fee boat"):
        ask(engine, question)
    make_intake(engine, None).run()
    assert [turn.cluster for turn in rows_of(engine, TURN)] == [1, 1, 2]
    make_intake(engine).run()
    ask(engine, "boat fees")
    assert make_intake(engine).run() == 1, "those without a vector are in nobody's way"


def test_more_than_a_batch_is_taken_in_one_run_and_nothing_twice(engine: Engine) -> None:
    for number in range(BATCH + 3):
        ask(engine, f"permit {number}")
    intake = make_intake(engine)
    assert intake.run() == BATCH + 3
    assert intake.run() == 0 == make_intake(engine).run()


def test_an_entry_that_came_late_with_a_low_number_is_taken(engine: Engine) -> None:
    ask(engine, "permit", id=100)
    intake = make_intake(engine)
    intake.run()
    ask(engine, "tag", id=50)
    assert intake.run() == 1


def test_a_turn_knows_the_topics_of_what_was_told(engine: Engine) -> None:
    ask(engine, "pothole", records="service:pothole service:fishing-license", outcome="clarify")
    ask(engine, "tide")
    make_intake(engine).run()
    assert [turn.topics for turn in rows_of(engine, TURN)] == [" roads safety ", ""]


def test_an_answer_voted_down_is_taken_and_leaves_when_the_vote_does(engine: Engine) -> None:
    ask(engine, "pothole", "answer", score=0.99, seq=1)
    intake = make_intake(engine)
    assert intake.run() == 0
    vote(engine, "rest-1", 1, "down")
    assert intake.run() == 1
    assert [turn.vote for turn in rows_of(engine, TURN)] == ["down"]
    vote(engine, "rest-1", 1, "up", at=2001.0)
    intake.run()
    assert [turn.vote for turn in rows_of(engine, TURN)] == ["up"]
    vote(engine, "rest-1", 1, None)
    sweep(engine)
    assert rows_of(engine, TURN) == [] == rows_of(engine, WORDING)


def test_the_question_before_a_complaint_is_corrected(engine: Engine) -> None:
    ask(engine, "pothole", "answer", score=0.99)
    ask(engine, "someone else's", "answer", score=0.99, conversation="rest-2")
    ask(engine, "that's wrong", "smalltalk", intent="report_wrong_answer")
    ask(engine, "tide", "clarify", conversation="rest-3")
    ask(engine, "none of these", "refuse", intent="none_of_these", conversation="rest-3")
    ask(engine, "still none", "refuse", intent="none_of_these", conversation="rest-3")
    intake = make_intake(engine)
    intake.run()
    assert [(turn.entry, turn.is_corrected) for turn in rows_of(engine, TURN)] == [(1, True), (4, True)]
    ask(engine, "tide again", "answer", score=0.99, conversation="rest-3")
    ask(engine, "no", "smalltalk", intent="report_wrong_answer", conversation="rest-3")
    intake.run()
    assert rows_of(engine, TURN)[-1].entry == 7


def test_nothing_stays_of_a_conversation_that_is_gone(engine: Engine) -> None:
    ask(engine, "pothole", conversation="rest-9")
    ask(engine, "Pothole!")
    ask(engine, "tide", conversation="rest-9")
    make_intake(engine).run()
    with engine.begin() as connection:
        connection.execute(delete(ENTRY).where(ENTRY.c.conversation == "rest-9"))
        connection.execute(delete(FEEDBACK))
    sweep(engine)
    assert [turn.entry for turn in rows_of(engine, TURN)] == [2]
    assert len(rows_of(engine, WORDING)) == 1


def test_a_cluster_lives_on_when_its_first_question_goes(engine: Engine) -> None:
    ask(engine, "Renew boat license fee", conversation="rest-9")
    ask(engine, "boat license fee renew now")
    make_intake(engine).run()
    with engine.begin() as connection:
        connection.execute(delete(ENTRY).where(ENTRY.c.conversation == "rest-9"))
    sweep(engine)
    ask(engine, "renew the boat license fee now")
    make_intake(engine).run()
    assert len({turn.cluster for turn in rows_of(engine, TURN)}) == 1


def test_clusters_grow_past_their_first_block() -> None:
    clusters = Clusters([], [])
    vectors = np.eye(700, dtype=np.float32)
    for number, vector in enumerate(vectors[:600], 1):
        assert clusters.find(vector) is None
        clusters.begin(number, vector)
    assert [clusters.find(vectors[place]) for place in (0, 255, 256, 599)] == [1, 256, 257, 600]
    assert clusters.find(vectors[600]) is None
