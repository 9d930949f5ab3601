"""The rooms of publishing over HTTP: from asking for a training to rolling back, by two people."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.authoring.workspace import Workspace
from bot.publishing.room import Room
from tests.console.member import Member, enter, words_of
from tests.console.server import Console, running
from tests.publishing.conftest import publish
from tests.publishing.showcase import add_tested, open_room


@pytest.fixture(scope="module")
def console(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Console]:
    with running(tmp_path_factory.mktemp("publishing")) as console:
        yield console


@pytest.fixture(scope="module")
def room(console: Console) -> Iterator[Room]:
    with open_room(console) as room:
        yield room


@pytest.fixture(scope="module")
def trainer(console: Console, room: Room) -> Member:
    return enter(console, "trainer")


@pytest.fixture(scope="module")
def approver(console: Console, room: Room) -> Member:
    return enter(console, "approver")


def test_a_training_is_asked_for_followed_canceled_and_tried_again(trainer: Member, room: Room) -> None:
    response = trainer.post("/models/train", {"why": "phrases about potholes"})
    assert response.status_code == 303
    path = response.headers["Location"]
    assert "Waiting" in words_of(trainer.get(path))
    assert "under way already" in words_of(trainer.post("/models/train", {"why": "again"}))
    part = trainer.get(path, headers={"HX-Request": "true"}).text
    assert part.lstrip().startswith('<section id="progress"') and 'hx-trigger="every 2s"' in part
    assert trainer.post(f"{path}/cancel", {"why": "not now"}).status_code == 303
    page = trainer.get(path)
    assert "Canceled" in words_of(page) and "hx-trigger" not in page.text
    assert trainer.post(f"{path}/retry", {"why": "now"}).status_code == 303
    assert "Waiting" in words_of(trainer.get(path))


def test_a_training_without_a_reason_is_refused(trainer: Member) -> None:
    response = trainer.post("/models/train", {"why": " "})
    assert response.status_code == 400


def test_two_people_publish_and_one_rolls_back(trainer: Member, approver: Member, room: Room) -> None:
    before = room.publisher.live()
    model = add_tested(room, "better")
    assert before
    page = f"/models/{model.id}"
    told = words_of(trainer.get(page))
    assert "The gate is open" in told and "closed on Mondays" in told and "Approve" not in told
    assert "Wait" in words_of(trainer.get("/models"))
    assert "second person must approve" in words_of(approver.post(f"{page}/publish", {"why": "quick"}))
    assert approver.post(f"{page}/approve", {"why": "looked at it"}).status_code == 303
    assert approver.post(f"{page}/publish", {"why": "better"}).headers["Location"] == "/live?done=published"
    assert f"Model {model.id}" in words_of(approver.get("/live"))
    assert f"Model {model.id}" in words_of(approver.get("/"))
    back = f"/live/back/{before.id}"
    refused = approver.post(back, {"why": ""})
    assert refused.status_code == 400 and "why" in words_of(refused)
    assert room.publisher.live() == room.models.get(model.id)
    assert approver.post(back, {"why": "it got worse"}).status_code == 303
    live = room.publisher.live()
    assert live and live.id == before.id


def test_nobody_approves_their_own_on_the_page_either(approver: Member, room: Room) -> None:
    model = add_tested(room, "her own", author="approver")
    page = approver.get(f"/models/{model.id}")
    assert "your own work is in this model" in words_of(page)
    assert f"/models/{model.id}/approve" not in page.text
    refused = approver.post(f"/models/{model.id}/approve", {"why": "looks good"})
    assert refused.status_code == 400
    assert not room.models.get(model.id).is_approved


def test_a_closed_gate_names_what_closes_it(approver: Member, room: Room) -> None:
    model = add_tested(room, "worse", is_open=False)
    told = words_of(approver.get(f"/models/{model.id}"))
    assert "The gate is closed" in told and "How do I renew my driver license?" in told


def test_home_tells_approvers_what_waits(approver: Member, trainer: Member, room: Room) -> None:
    add_tested(room, "waits for somebody")
    assert "passed the gate" in words_of(approver.get("/"))
    assert "passed the gate" not in words_of(trainer.get("/"))


def test_the_schedule_is_switched_on_and_off(trainer: Member, room: Room) -> None:
    bad = trainer.post("/schedules", {"is_on": "yes", "at": "soon", "why": "figures"})
    assert bad.status_code == 400 and "time: expected one such as 02:30" in words_of(bad)
    good = {"is_on": "yes", "at": "03:15", "why": "figures in the morning"}
    assert trainer.post("/schedules", good).status_code == 303
    assert "On at 03:15" in words_of(trainer.get("/schedules"))
    assert trainer.post("/schedules", good | {"is_on": "no"}).status_code == 303
    assert not room.schedules.nightly().is_on


@pytest.mark.parametrize("path", ["/models/999999", "/jobs/999999"])
def test_what_is_not_there_is_not_found(approver: Member, path: str) -> None:
    assert approver.get(path).status_code == 404


def test_what_somebody_typed_is_shown_as_words_and_not_as_markup(trainer: Member, room: Room) -> None:
    model = add_tested(room, "markup", author="<script>alert(1)</script>")
    assert "<script>alert" not in trainer.get(f"/models/{model.id}").text
    assert "<script>alert" not in trainer.get("/models").text


def test_a_change_that_is_live_waits_no_more_until_it_is_rolled_back(
    console: Console, trainer: Member, room: Room
) -> None:
    trainer.post("/training/greet", {"phrase": "good day", "why": "seen in March"})
    assert "1 change of the training data waits" in words_of(trainer.get("/"))
    before = room.publisher.live()
    assert before
    commit = Workspace(console.settings.console.checkout).head
    model = publish(room, "says good day", commit)
    assert "of the training data" not in words_of(trainer.get("/"))
    assert "Add to greet: good day Live" in words_of(trainer.get("/changes"))
    trainer.post("/training/greet", {"phrase": "good night", "why": "seen in April"})
    assert "1 change of the training data waits" in words_of(trainer.get("/"))
    room.publisher.roll_back(before.id, "approver", "a test")
    assert "2 changes of the training data wait" in words_of(trainer.get("/"))
    assert room.models.get(model.id).commit == commit
