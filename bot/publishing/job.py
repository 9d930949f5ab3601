"""A job of the worker, and the states it goes through."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.engine import Row

TRAIN, TEST = "train", "test"
"""Train the drafts and test the model; test a model again."""
WAITING, RUNNING, DONE, FAILED, CANCELED = "waiting", "running", "done", "failed", "canceled"
OPEN = (WAITING, RUNNING)


@dataclass(frozen=True)
class Job:
    """One row of the table, which says what each means."""

    id: int
    kind: str
    model: int | None
    author: str
    why: str
    asked_at: float
    state: str
    began_at: float | None
    ended_at: float | None
    beat_at: float | None
    must_end: bool
    step: str
    done: int
    total: int
    attempts: int

    @property
    def is_open(self) -> bool:
        """Whether something is still to happen."""
        return self.state in OPEN

    @property
    def may_be_retried(self) -> bool:
        """Whether it ended without having done what it was asked for."""
        return self.state in (FAILED, CANCELED)


def read_job(row: Row) -> Job:
    """Return the job of a row."""
    return Job(**dict(row._mapping))
