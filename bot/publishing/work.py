"""`python -m bot.publishing.work JOB`: does one job, in a process of its own that may be ended at any time.

Started by the worker, which holds the other end of our input: when that is gone, the worker is, and we end.
"""

from __future__ import annotations

import os
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

from bot.errors import MissiError, ModelError
from bot.operations.model import fingerprint_code
from bot.publishing.comparing import make_report
from bot.publishing.drafts import write_drafts
from bot.publishing.job import CANCELED, DONE, FAILED, TRAIN, Job
from bot.publishing.measurement import Measurement, Measurements, measure, read_knowledge, read_questions
from bot.publishing.model import Model
from bot.publishing.models import Origin
from bot.publishing.room import Room, open_room
from bot.publishing.thresholds import read_thresholds
from bot.publishing.training import train

NICE = 10  # citizens come first
EVERY_S = 1.0
"""So often the progress of a step is written."""


def main() -> int:
    """Do the job whose number is the only argument; 1 when it failed."""
    os.nice(NICE)
    threading.Thread(target=_end_with_worker, daemon=True).start()
    room = open_room()
    job = room.jobs.get(int(sys.argv[1]))
    try:
        _do(room, job)
    except KeyboardInterrupt:
        room.jobs.end(job.id, CANCELED, "Canceled. Nothing was published.")
        return 0
    except MissiError as error:
        room.jobs.end(job.id, FAILED, str(error))
        return 1
    except Exception as error:
        room.jobs.end(job.id, FAILED, f"An unexpected failure: {type(error).__name__}; the log has it all.")
        raise
    return 0


def _end_with_worker() -> None:
    sys.stdin.buffer.read()
    os.kill(os.getpid(), signal.SIGTERM)


def _do(room: Room, job: Job) -> None:
    if job.model is not None:
        model = room.models.get(job.model)
    elif job.kind == TRAIN:
        model = _train(room, job)
        room.jobs.belong(job.id, model.id)
    else:
        raise ModelError("job: expected a model to test")
    _test(room, job, model)


def _train(room: Room, job: Job) -> Model:
    """Train the drafts, unless a kept model was made from just them."""
    room.jobs.step(job.id, "Collecting the drafts")
    with tempfile.TemporaryDirectory() as folder:
        drafts = write_drafts(room.settings, Path(folder, "drafts"), room.settings.console.checkout)
        ingredients = drafts.ingredients
        same = room.models.made_from(ingredients)
        if same:
            room.jobs.tell(job.id, f"Nothing has changed since model {same.id}, so it is not trained again.")
            return same
        room.jobs.step(job.id, "Training, one to three minutes")
        file = train(drafts, Path(folder, "model"), lambda part: room.jobs.tell(job.id, f"Training: {part}"))
        origin = Origin(
            job.author,
            job.why,
            ingredients=ingredients,
            code=fingerprint_code(),
            contributors=drafts.contributors,
            commit=drafts.commit,
            knowledge=read_knowledge(room.settings),
        )
        return room.models.add(room.stock.shelf.put(file), origin)


def _test(room: Room, job: Job, model: Model) -> None:
    """Ask the live model and this one the same, and keep what that shows."""
    live = room.publisher.live()
    if live is None:
        raise ModelError("test: there is no live model to compare with; run 'make train'")
    questions, limits = read_questions(room.settings.console.checkout), read_thresholds()
    of = Measurement(questions.version, read_knowledge(room.settings))
    kept = Measurements(room.engine)
    told = {}
    for name, one in (("the live model", live), (f"model {model.id}", model)):
        found = kept.find(one.digest, of)
        if found is None:
            step = f"Asking {name}"
            room.jobs.step(job.id, step)
            file = room.stock.shelf.require(one.digest)
            found = measure(room.settings, file, questions.conversations, _counter(room, job, step))
            kept.keep(one.digest, of, found)
        told[one.digest] = found
    room.jobs.step(job.id, "Comparing")
    report = make_report(told[live.digest], told[model.digest], against=live.digest, of=of, limits=limits)
    room.models.report(model.id, report)
    closed = sum(not line.is_met for line in report.gate)
    room.stock.prune()
    gate = (
        "The gate is open." if not closed else f"The gate is closed: {closed} of {len(report.gate)} not met."
    )
    room.jobs.end(job.id, DONE, f"Tested. {gate}")


def _counter(room: Room, job: Job, step: str) -> Callable[[int, int], None]:
    """Return what writes how many questions are asked, once a second."""
    last = [0.0]

    def count(done: int, total: int) -> None:
        if done == total or time.monotonic() - last[0] > EVERY_S:
            last[0] = time.monotonic()
            room.jobs.step(job.id, step, done, total)

    return count


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    sys.exit(main())
