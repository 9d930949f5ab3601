"""Work begun before it is asked for: handed out once, never waited for in vain."""

from __future__ import annotations

import threading

from bot.knowledge.search.foresight import MOST_KEPT, Foresight


def test_what_was_begun_is_handed_out_once() -> None:
    foresight: Foresight[str] = Foresight()
    begun = threading.Event()
    foresight.begin("a", lambda: begun.set() or "done")  # type: ignore[func-returns-value]
    assert begun.wait(5)
    assert (foresight.take("a"), foresight.take("a"), foresight.take("b")) == ("done", None, None)


def test_who_asks_during_the_work_waits_for_its_end() -> None:
    foresight: Foresight[str] = Foresight()
    started, go_on = threading.Event(), threading.Event()

    def work() -> str:
        started.set()
        go_on.wait(5)
        return "done"

    foresight.begin("a", work)
    assert started.wait(5)
    threading.Timer(0.05, go_on.set).start()
    assert foresight.take("a") == "done"


def test_work_that_waits_for_other_work_is_not_waited_for() -> None:
    foresight: Foresight[str] = Foresight()
    go_on = threading.Event()
    foresight.begin("long", lambda: str(go_on.wait(5)))
    foresight.begin("a", lambda: "done")
    assert foresight.take("a") is None
    go_on.set()
    assert foresight.take("long") == "True"


def test_failed_work_is_as_if_it_had_not_been_begun() -> None:
    foresight: Foresight[int] = Foresight()
    failed = threading.Event()

    def work() -> int:
        failed.set()
        raise ValueError("no")

    foresight.begin("a", work)
    assert failed.wait(5)
    assert foresight.take("a") is None


def test_what_nobody_asks_for_is_forgotten() -> None:
    foresight: Foresight[int] = Foresight()
    done = threading.Event()
    foresight.begin(-1, lambda: 0)
    for number in range(MOST_KEPT):
        foresight.begin(number, lambda: 1)
    foresight.begin("last", lambda: int(done.set() is None))
    assert done.wait(5)
    assert foresight.take(-1) is None and foresight.take(MOST_KEPT - 1) == 1
