"""Jobs: asked for once, done one at a time, canceled, lost, tried again."""

from __future__ import annotations

import time

import pytest

from bot.errors import OversightError
from bot.publishing.job import CANCELED, DONE, FAILED, RUNNING, TEST, TRAIN, WAITING
from bot.publishing.jobs import LOST, STALE_S, Jobs
from bot.publishing.room import Room


@pytest.fixture
def jobs(room: Room) -> Jobs:
    return room.jobs


def test_a_job_goes_from_waiting_to_done_and_tells_its_steps(jobs: Jobs) -> None:
    job = jobs.ask(TRAIN, "tess", "new phrases")
    assert job.state == WAITING
    taken = jobs.take()
    assert taken and taken.id == job.id and taken.state == RUNNING and taken.attempts == 1
    jobs.step(job.id, "Training")
    jobs.step(job.id, "Asking", 1, 10)
    jobs.step(job.id, "Asking", 5, 10)
    jobs.end(job.id, DONE, "Tested.")
    ended = jobs.get(job.id)
    assert (ended.state, ended.done, ended.total) == (DONE, 5, 10)
    assert [text for _, text in jobs.lines(job.id)] == ["Tested.", "Asking", "Training"]


def test_the_same_is_not_asked_for_twice(jobs: Jobs) -> None:
    jobs.ask(TRAIN, "tess", "new phrases")
    with pytest.raises(OversightError, match="under way already"):
        jobs.ask(TRAIN, "ben", "mine, too")
    jobs.ask(TEST, "ben", "once more", 3)
    jobs.ask(TEST, "ben", "another one", 4)


def test_a_reason_must_be_given_and_nothing_is_asked_without(jobs: Jobs) -> None:
    with pytest.raises(OversightError, match="why"):
        jobs.ask(TRAIN, "tess", " ")
    assert jobs.newest() == []


def test_one_job_runs_at_a_time(jobs: Jobs) -> None:
    jobs.ask(TRAIN, "tess", "new phrases")
    second = jobs.ask(TEST, "tess", "once more", 1)
    first = jobs.take()
    assert first and jobs.take() is None
    jobs.end(first.id, DONE, "Tested.")
    taken = jobs.take()
    assert taken and taken.id == second.id


def test_one_that_waits_is_canceled_at_once(jobs: Jobs) -> None:
    job = jobs.ask(TRAIN, "tess", "new phrases")
    jobs.cancel(job.id, "ben", "not now")
    assert jobs.get(job.id).state == CANCELED
    assert jobs.take() is None
    with pytest.raises(OversightError, match="ended already"):
        jobs.cancel(job.id, "ben", "not now")


def test_one_that_runs_learns_at_its_next_beat_that_it_is_canceled(jobs: Jobs) -> None:
    job = jobs.ask(TRAIN, "tess", "new phrases")
    jobs.take()
    assert jobs.beat(job.id)
    jobs.cancel(job.id, "ben", "not now")
    assert not jobs.beat(job.id)


def test_a_job_whose_worker_died_has_failed_and_may_be_tried_again(jobs: Jobs) -> None:
    job = jobs.ask(TRAIN, "tess", "new phrases")
    jobs.take()
    assert jobs.fail_lost(time.time() + STALE_S / 2) == []
    assert jobs.fail_lost(time.time() + STALE_S + 1) == [job.id]
    failed = jobs.get(job.id)
    assert failed.state == FAILED and failed.may_be_retried
    assert jobs.lines(job.id)[0][1] == LOST
    jobs.belong(job.id, 7)
    jobs.retry(job.id, "ben", "the machine is back")
    again = jobs.take()
    assert again and again.id == job.id and again.attempts == 2
    assert again.model == 7, "what it had made is not made anew"


def test_what_was_done_is_not_tried_again(jobs: Jobs) -> None:
    job = jobs.ask(TRAIN, "tess", "new phrases")
    jobs.take()
    jobs.end(job.id, DONE, "Tested.")
    with pytest.raises(OversightError, match="failed or was canceled"):
        jobs.retry(job.id, "tess", "once more")


def test_whoever_ends_a_job_first_says_how(jobs: Jobs) -> None:
    job = jobs.ask(TRAIN, "tess", "new phrases")
    jobs.take()
    jobs.end(job.id, DONE, "Tested.")
    jobs.end(job.id, FAILED, "It was stopped from outside.")
    assert jobs.get(job.id).state == DONE
    assert [text for _, text in jobs.lines(job.id)] == ["Tested."]


def test_everything_asked_of_jobs_is_in_the_audit_log(room: Room) -> None:
    job = room.jobs.ask(TRAIN, "tess", "new phrases")
    room.jobs.cancel(job.id, "ben", "not now")
    room.jobs.retry(job.id, "tess", "now")
    log = room.publisher.audit
    assert [(e.who, e.action, e.subject) for e in log.entries()] == [
        ("tess", "job.train", f"job:{job.id}"),
        ("ben", "job.cancel", f"job:{job.id}"),
        ("tess", "job.retry", f"job:{job.id}"),
    ]
    assert log.verify() is None
