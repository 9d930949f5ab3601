"""Records that tell what somebody is entitled to against an office come with the offer of a person."""

from __future__ import annotations

import pytest

from bot.dialogue.answer import answer_with
from bot.dialogue.desk import Desk
from bot.dialogue.rights import is_right
from bot.knowledge.record import Record
from tests.dialogue.test_navigation import make_turn

RIGHTS = ("service:records-request", "service:unemployment-appeal", "service:tax-appeal")


@pytest.mark.parametrize("identity", [*RIGHTS, "service:judge-complaint", "service:utility-complaint"])
def test_a_published_right_is_one(shipped: tuple[Record, ...], identity: str) -> None:
    (record,) = (record for record in shipped if record.id == identity)
    assert is_right(record)


@pytest.mark.parametrize("identity", ["service:dl-renew", "service:parole-info", "agency:ethics"])
def test_another_record_is_none(shipped: tuple[Record, ...], identity: str) -> None:
    (record,) = (record for record in shipped if record.id == identity)
    assert not is_right(record)


def test_a_person_is_offered_behind_what_the_record_says(shipped: tuple[Record, ...], desk: Desk) -> None:
    (record,) = (record for record in shipped if record.id == RIGHTS[0])
    reply = answer_with(record, make_turn("records", "ask_about"), desk, aspect=None)
    assert [say.response for say in reply.says][-1] == "utter_person_too"
    assert reply.records == (record,) and reply.outcome == "answer"
