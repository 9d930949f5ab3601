"""Approval by a second person, publishing, rolling back, and what is kept."""

from __future__ import annotations

import pytest

from bot.errors import OversightError
from bot.operations.model import model_path
from bot.publishing.model import CHECKOUT
from bot.publishing.room import Room
from tests.publishing.conftest import APPROVER, AUTHOR, add_model, publish, report


def test_before_anything_is_published_the_model_of_the_checkout_is_live(room: Room) -> None:
    live = room.publisher.live()
    assert live and live.source == CHECKOUT
    assert room.publisher.published() is None
    assert room.stock.shelf.require(live.digest).read_bytes() == b"the checkout's own"


@pytest.mark.parametrize(
    ("who", "contributors", "told"),
    [
        (AUTHOR, (), "a second person"),
        (AUTHOR.upper(), (), "a second person"),
        ("cora", ("cora", "ben"), "a second person"),
    ],
)
def test_nobody_approves_their_own_work(
    room: Room, who: str, contributors: tuple[str, ...], told: str
) -> None:
    model = add_model(room, "one", contributors=contributors)
    with pytest.raises(OversightError, match=told):
        room.models.approve(model.id, who, "looks good")
    assert not room.models.get(model.id).is_approved


def test_a_second_person_approves_once(room: Room) -> None:
    model = add_model(room, "one")
    room.models.approve(model.id, APPROVER, "looked at what got worse")
    assert room.models.get(model.id).approved_by == APPROVER
    with pytest.raises(OversightError, match="approved it already"):
        room.models.approve(model.id, "ben", "me, too")


@pytest.mark.parametrize(("is_met", "told"), [(None, "not tested yet"), (False, "gate is closed")])
def test_nobody_approves_what_the_gate_does_not_let_through(
    room: Room, is_met: bool | None, told: str
) -> None:
    model = add_model(room, "one", is_met=is_met)
    with pytest.raises(OversightError, match=told):
        room.models.approve(model.id, APPROVER, "never mind")


def test_nothing_goes_live_that_is_not_approved(room: Room) -> None:
    model = add_model(room, "one")
    with pytest.raises(OversightError, match="second person"):
        room.publisher.publish(model.id, APPROVER, "quick")
    assert room.publisher.published() is None


def test_a_new_test_makes_an_approval_void(room: Room) -> None:
    model = add_model(room, "one")
    room.models.approve(model.id, APPROVER, "fine")
    live = room.publisher.live()
    assert live
    room.models.report(model.id, report(live.digest))
    with pytest.raises(OversightError, match="second person"):
        room.publisher.publish(model.id, APPROVER, "now")


def test_publishing_and_the_way_back(room: Room) -> None:
    before = room.publisher.live()
    assert before
    model = publish(room, "one")
    live = room.publisher.published()
    assert live and live.id == model.id
    room.publisher.roll_back(before.id, APPROVER, "it got worse")
    live = room.publisher.live()
    assert live and live.id == before.id
    assert [(one.kind, one.model, one.before) for one in room.publisher.history()] == [
        ("rollback", before.id, model.id),
        ("publish", model.id, before.id),
    ]
    actions = [entry.action for entry in room.publisher.audit.entries()]
    assert actions == ["model.approve", "model.publish", "model.rollback"]


def test_a_model_that_was_compared_with_another_live_model_is_tested_again_first(room: Room) -> None:
    first, second = add_model(room, "one"), add_model(room, "two")
    for model in (first, second):
        room.models.approve(model.id, APPROVER, "fine")
    room.publisher.publish(first.id, APPROVER, "better")
    with pytest.raises(OversightError, match="test it again"):
        room.publisher.publish(second.id, APPROVER, "better still")


def test_one_goes_back_only_to_what_was_live(room: Room) -> None:
    publish(room, "one")
    never = add_model(room, "two")
    with pytest.raises(OversightError, match="never live"):
        room.publisher.roll_back(never.id, APPROVER, "a way around the gate")


def test_a_damaged_or_missing_file_does_not_go_live(room: Room) -> None:
    before = room.publisher.live()
    assert before
    publish(room, "one")
    room.stock.shelf.path(before.digest).write_bytes(b"damaged")
    with pytest.raises(OversightError, match="damaged"):
        room.publisher.roll_back(before.id, APPROVER, "back")
    room.stock.shelf.drop(before.digest)
    with pytest.raises(OversightError, match="missing"):
        room.publisher.roll_back(before.id, APPROVER, "back")


def test_what_another_program_trained_is_not_handed_out(room: Room) -> None:
    model = add_model(room, "one", code="of another version")
    room.models.approve(model.id, APPROVER, "fine")
    with pytest.raises(OversightError, match="another version of the program"):
        room.publisher.publish(model.id, APPROVER, "better")


def test_after_the_program_has_changed_the_checkouts_model_answers(room: Room) -> None:
    publish(room, "one")
    room.stock.__dict__["code"] = "of the next version"
    live = room.publisher.live()
    assert room.publisher.published() is None
    assert live and live.source == CHECKOUT


def test_everybody_can_be_left_to_their_checkout_again(room: Room) -> None:
    publish(room, "one")
    room.publisher.leave_to_checkout(APPROVER, "the files are newer")
    assert room.publisher.published() is None


def test_a_newly_trained_checkout_is_another_model(room: Room) -> None:
    old = room.publisher.live()
    model_path(room.settings).write_bytes(b"trained again, from other files")
    new = room.publisher.live()
    assert old and new and old.id != new.id
    assert room.stock.shelf.require(old.digest)


def test_the_last_ones_are_kept_and_the_live_one_always(room: Room) -> None:
    live = publish(room, "live")
    for number in range(4):
        add_model(room, f"candidate {number}", is_met=None)
    gone = room.stock.prune(most=2)
    kept = {model.id for model in room.models.newest() if model.is_kept}
    checkout = room.stock.checkout()
    assert checkout and {live.id, checkout.id} <= kept
    assert len(gone) == 2
    for model in room.models.newest():
        assert room.stock.shelf.path(model.digest).exists() == model.is_kept


def test_the_same_drafts_are_not_trained_twice(room: Room) -> None:
    model = add_model(room, "one")
    found = room.models.made_from(model.ingredients)
    assert found and found.id == model.id
    assert room.models.made_from("something else") is None
