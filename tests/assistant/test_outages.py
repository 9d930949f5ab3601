"""Parts of ours fail while it runs: there is still a reply with a way forward, and danger gets its number."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from sqlalchemy.engine import make_url

from bot.bench.server import stop_servers
from bot.operations.throwaway import throwaway
from bot.settings import Settings
from tests.assistant.citizen import Citizen, Reply, post
from tests.assistant.outage import Outage, copy_database
from tests.channels.web.citizen import Citizen as Browser

pytestmark = pytest.mark.model

QUESTION = '/choose_option{"option": "service:dl-renew"}'  # a button: no search decides it
SEARCHED = "How do I renew my driver's license?"  # records are in memory; the full text is in the database
AT_ONCE = 6  # more than one connection to the database is opened
MARK = "zanzibarquux"
# Turns of many kinds that carry the mark, as if somebody gave their name.
MARKED = (
    f"my name is {MARK}, how do I renew my driver license?",
    f"{MARK} {MARK} {MARK}",
    f"where do I go for food stamps in {MARK}",
    f"my house is on fire, I am {MARK}",
    f"what did {MARK} do in the super bowl",
    f'/choose_option{{"option": "service:{MARK}"}}',
)
PHONE = re.compile(r"\b\d{3}-\d{3}-\d{4}\b")


@pytest.fixture(scope="module")
def outage(
    settings: Settings, known: frozenset[str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Outage]:
    folder = tmp_path_factory.mktemp("outage")
    (folder / "encoder").symlink_to(settings.encoder.parent.resolve())
    database = make_url(settings.database_url).database
    assert database, "these tests copy the file of a SQLite database"
    copy_database(Path(database), folder / "missi.db")
    url = f"sqlite:///{folder / 'missi.db'}"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MISSI_DATABASE_URL", url)
        with throwaway(replace(settings, var=folder, database_url=url)) as running:
            yield Outage(running, folder, known)
            stop_servers(list(running.servers.values()))


def remove(path: Path) -> None:
    path.unlink()


def cut(path: Path) -> None:
    """In place, as a full disk or a broken copy leaves it."""
    with path.open("r+b") as file:
        file.truncate(100_000)


def overwrite(path: Path) -> None:
    path.write_bytes(b"noise" * 100_000)


def ask_at_once(outage: Outage, text: str) -> list[Reply]:
    """Several citizens ask the same in the same moment."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(lambda _: outage.citizen().says(text), range(AT_ONCE)))


def assert_way_forward(reply: Reply) -> None:
    """It is no answer, and there is somebody to call."""
    assert reply.contract.outcome == "error", str(reply)
    assert PHONE.search(reply.text), str(reply)


def assert_danger_is_served(citizen: Citizen) -> None:
    reply = citizen.says("my house is on fire")
    assert reply.contract.outcome == "safety", str(reply)
    assert reply.texts[0].startswith("Call 911 now")


@pytest.mark.parametrize("damage", [remove, cut, overwrite])
def test_a_broken_database(outage: Outage, damage: Callable[[Path], None]) -> None:
    """A file that is gone may still be read by who has it open; else it fails with a way forward."""
    with outage.mended():
        damage(outage.database)
        replies = ask_at_once(outage, SEARCHED) + ask_at_once(outage, "Where do I report a pothole?")
        failed = [reply for reply in replies if reply.contract.outcome != "answer"]
        assert failed or damage is remove, "nothing failed: the damage is somewhere else"
        for reply in failed:
            assert_way_forward(reply)
        assert_danger_is_served(outage.citizen())
    assert outage.citizen().says(QUESTION).contract.outcome == "answer"


def test_without_the_action_server(outage: Outage) -> None:
    citizen = outage.citizen()
    with outage.mended():
        outage.kill_actions()
        assert_way_forward(citizen.says(QUESTION))
        assert_danger_is_served(citizen)
        assert citizen.says("hello").contract.outcome == "smalltalk"
        assert_way_forward(citizen.says("how much is it?"))
        assert_way_forward(citizen.says("I want to talk to a person"))
    assert citizen.says(QUESTION).contract.outcome == "answer"


def test_danger_does_not_wait_for_a_question_that_hangs(outage: Outage) -> None:
    citizen = outage.citizen()
    with ThreadPoolExecutor(1) as pool, outage.frozen_actions():
        pool.submit(citizen.says, QUESTION)
        time.sleep(1)
        assert_danger_is_served(citizen)


def test_nor_does_it_on_the_web(outage: Outage) -> None:
    port = urlsplit(outage.running.address).port
    assert port
    browser = Browser(port).starts()
    with ThreadPoolExecutor(1) as pool, outage.frozen_actions():
        question = pool.submit(browser.says, SEARCHED)
        time.sleep(1)
        began = time.monotonic()
        reply = browser.says("my house is on fire")["reply"]
        assert time.monotonic() - began < 5
        assert reply["emergency"] and reply["texts"][0].startswith("Call 911 now")
        assert question.result()["reply"]["outcome"] == "error"
    assert [turn["seq"] for turn in browser.turns()] == [1, 2]


def test_no_log_has_the_words_of_a_citizen(outage: Outage) -> None:
    citizen = outage.citizen()
    outcomes = [citizen.says(text).contract.outcome for text in MARKED]
    with outage.mended():
        overwrite(outage.database)
        outcomes += [citizen.says(text).contract.outcome for text in MARKED]
        outage.kill_actions()
        outcomes += [citizen.says(text).contract.outcome for text in MARKED]
        post(outage.running.address, f"{MARK} is no JSON".encode())
        lines = outage.logged()
    assert {"safety", "error"} < set(outcomes)
    assert lines, "nothing at all was logged: the test looks in the wrong place"
    assert not [line for line in lines if MARK in line.lower()]


def test_readiness_tells_of_a_dead_action_server(outage: Outage) -> None:
    port = urlsplit(outage.running.address).port
    assert port
    with outage.frozen_actions():
        told = Browser(port).sends("GET", "/health/ready")
    assert (told.status, told.data["checks"]["model"], told.data["checks"]["database"]) == (503, "ok", "ok")
    assert told.data["checks"]["actions"].startswith("no answer")
    assert Browser(port).sends("GET", "/health/live").status == 200
    assert Browser(port).sends("GET", "/health/ready").data["status"] == "ok"


def test_a_sender_that_is_no_text_stops_nothing(outage: Outage) -> None:
    """The last one here, since it may stop everything."""
    body = json.dumps({"sender": "half a character \ud800", "message": "hello"}).encode()
    try:
        post(outage.running.address, body)
    except OSError as error:
        pytest.fail(f"no reply: {error}")
    assert outage.citizen().says("hello").contract.outcome == "smalltalk"
