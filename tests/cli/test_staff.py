"""`missi switch`, `missi notice`, `missi audit`: what staff type, what it does, and how a slip is told."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.audit.anchor import FILE_NAME
from bot.cli.main import main

Capture = pytest.CaptureFixture[str]
Run = Callable[..., str]
BY = ("--who", "Ana", "--why", "flood in Jackson")
DONE = ["knowledge.publish", "switch.off", "notice.add"]
TOPICS = """\
- {id: topic:taxes, title: Taxes, summary: Taxes.}
- {id: topic:health, title: Health, summary: Health.}
- {id: county:hinds, title: Hinds County, summary: A county.}
"""


@pytest.fixture
def run(knowledge: Path, capsys: Capture) -> Run:
    """Run a command that should work, and return what it prints."""
    (knowledge / "topics.yml").write_text(TOPICS)
    assert main(["kb", "load", "--who", "Ana", "--why", "new topics"]) == 0
    capsys.readouterr()

    def run(*words: str, code: int = 0) -> str:
        assert main(words) == code
        told = capsys.readouterr()
        return told.err if code else told.out

    return run


def test_switches_are_shown_with_who_and_why(run: Run) -> None:
    assert run("switch", "show") == "everything is on; there is no notice\n"
    assert run("switch", "off", "service", *BY).startswith("service: off")
    run("switch", "off", "topic", "taxes", *BY)
    run("switch", "off", "channel", "web", *BY)
    shown = run("switch", "show").splitlines()
    assert [line.split(":")[0] for line in shown] == ["service", "channel", "topic"]
    assert all(line.endswith("by Ana: flood in Jackson") for line in shown)
    for what in (("service",), ("topic", "taxes"), ("channel", "web")):
        run("switch", "on", *what, *BY)
    assert run("switch", "show").startswith("everything is on")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("topic", "taxs"), "topic 'taxs': there is none of this name; nearest: taxes"),
        (("channel", "wbe"), "channel 'wbe': there is none of this name; nearest: web"),
    ],
)
def test_an_unknown_name_is_one_line_with_the_nearest(
    run: Run, words: tuple[str, ...], expected: str
) -> None:
    assert run("switch", "off", *words, *BY, code=1) == f"missi: {expected}\n"


def test_what_is_not_off_is_one_line(run: Run) -> None:
    assert run("switch", "on", "service", *BY, code=1) == "missi: service: is not switched off\n"


@pytest.mark.parametrize("left_out", ["--who", "--why"])
def test_who_and_why_are_required(run: Run, left_out: str) -> None:
    words = [word for name, word in zip(BY[::2], BY[1::2]) if name != left_out]
    kept = "--why" if left_out == "--who" else "--who"
    assert f"Missing option '{left_out}'" in run("switch", "off", "service", kept, words[0], code=2)
    assert [line.split()[3] for line in run("audit", "show").splitlines()] == ["knowledge.publish"]


def test_a_name_too_many_or_too_few_is_told(run: Run) -> None:
    assert "service: takes no name" in run("switch", "off", "service", "web", *BY, code=2)
    assert "topic: expected a name" in run("switch", "off", "topic", *BY, code=2)


def test_a_notice_goes_up_and_comes_down(run: Run) -> None:
    told = run("notice", "add", "Boil water.", "--spanish", "Hierva el agua.", "--county", "hinds", *BY)
    identity = told.split()[1]
    assert f"notice:{identity}: emergency: Boil water." in run("switch", "show")
    assert "(hinds; at once to open end): Boil water." in run("notice", "list")
    run("notice", "end", identity, *BY)
    assert run("notice", "list") == "there is no notice\n"
    assert run("notice", "end", identity, *BY, code=1) == f"missi: {identity}: no such notice\n"


@pytest.mark.parametrize(
    ("option", "value", "code", "expected"),
    [
        ("--county", "hines", 1, "county 'hines': there is none of this name; nearest: hinds"),
        ("--ends", "2001-01-01T00:00", 1, "ends: expected a time to come"),
        ("--ends", "tomorrow", 2, "expected a time such as 2026-11-22T14:30, got 'tomorrow'"),
        ("--url", "javascript:x", 2, "expected an address of the web, got 'javascript:x'"),
    ],
)
def test_a_notice_with_a_slip_is_refused(run: Run, option: str, value: str, code: int, expected: str) -> None:
    assert expected in run("notice", "add", "Boil water.", option, value, *BY, code=code)
    assert run("notice", "list") == "there is no notice\n"


def test_the_log_tells_what_was_done_and_verifies(run: Run, knowledge: Path) -> None:
    run("switch", "off", "topic", "taxes", *BY)
    run("notice", "add", "Boil water.", *BY)
    assert [line.split()[3] for line in run("audit", "show").splitlines()] == DONE
    entry = json.loads(run("audit", "show", "--action", "notice", "--json"))
    assert entry["who"] == "Ana" and entry["details"] == {"level": "emergency", "text": "Boil water."}
    entry = json.loads(run("audit", "show", "--action", "knowledge", "--json"))
    assert (entry["who"], entry["why"], entry["details"]["added"]) == ("Ana", "new topics", 4)
    first, head = run("audit", "verify").splitlines()
    assert first.startswith("3 entries") and (knowledge.parent / "var" / FILE_NAME).exists()
    run("switch", "on", "topic", "taxes", *BY)
    assert run("audit", "verify", "--head", head.split()[1]).startswith("4 entries")
    other = "2:" + "0" * 64
    assert "entry 2 is not the one that was there earlier" in run("audit", "verify", "--head", other, code=1)
    assert "--head: expected the head" in run("audit", "verify", "--head", "nonsense", code=1)
