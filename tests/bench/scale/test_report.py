"""The table, the plot and the section tell the figures; sizes that make no sense are refused."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from bot.bench.client import Turn
from bot.bench.machine import Machine
from bot.bench.scale.plot import plot_sizes
from bot.bench.scale.processor import parse_ticks
from bot.bench.scale.report import MADE_UP, show_notes, show_section, show_sizes, show_verdict
from bot.bench.scale.sizes import Size, parse_sizes
from bot.cli.main import main

QUIET = Machine(cores=2, busy_before=0.0, busy_after=0.0)


def size(times: int, milliseconds: float, *, failed: int = 0) -> Size:
    turns = [Turn(milliseconds / 1000, number >= failed) for number in range(200)]
    return Size(times, 800 * times, 9000 * times, tuple(turns), 4.0, 12.5, 200_000_000)


def test_the_table_has_a_line_for_each_size() -> None:
    lines = show_sizes([size(1, 40), size(100, 50)]).splitlines()
    first = ["1", "800", "9,000", "40.0", "40.0", "1.00", "20.0", "12.5", "200"]
    assert lines[1].split() == first
    assert lines[2].split() == ["100", "80,000", "900,000", "50.0", "50.0", "1.25", *first[6:]]


@pytest.mark.parametrize(
    ("sizes", "verdict"),
    [
        ([size(1, 40), size(100, 50)], "; met: 1.25 times at 100"),
        ([size(1, 40), size(100, 60)], "; MISSED: 1.50 times at 100"),
        ([size(1, 40), size(10, 40)], "; not judged"),
        ([size(10, 40), size(100, 40)], "; not judged"),
    ],
)
def test_the_bar_is_judged_where_it_can_be(sizes: list[Size], verdict: str) -> None:
    assert verdict in show_verdict(sizes)


def test_notes_tell_what_was_made_up_and_what_failed() -> None:
    notes = show_notes([size(1, 40), size(3, 40, failed=2)], Machine(2, 0.5, 0.0))
    assert MADE_UP in notes and "3 times: 2 turns without a good reply" in notes
    assert any(note.startswith("noisy") for note in notes)


def test_the_section_has_the_table_the_plot_and_the_notes() -> None:
    section = show_section([size(1, 40), size(100, 50)], QUIET, "scale.svg")
    assert "| 100 | 80,000 | 900,000 | 50.0 | 50.0 | 1.25 |" in section
    assert "(scale.svg)" in section and f"- {MADE_UP}" in section


def test_the_plot_tells_the_records_and_rises() -> None:
    svg = ElementTree.fromstring(plot_sizes([size(1, 40), size(10, 45), size(100, 80)]))
    space = "{http://www.w3.org/2000/svg}"
    assert {"800", "8,000", "80,000", "p50", "p95"} <= {text.text for text in svg.iter(f"{space}text")}
    dots = [(float(d.attrib["cx"]), float(d.attrib["cy"])) for d in svg.iter(f"{space}circle")][:3]
    assert dots[1][0] - dots[0][0] == pytest.approx(dots[2][0] - dots[1][0], abs=0.2)
    assert dots[0][1] > dots[1][1] > dots[2][1]


def test_a_single_size_can_be_drawn() -> None:
    assert plot_sizes([size(3, 40)]).startswith("<svg xmlns=")


def test_ticks_are_those_of_user_and_system() -> None:
    assert parse_ticks("7 (a) b) S 1 7 7 0 -1 0 0 0 0 0 30 12 0 0 39 19") == 42


def test_sizes_are_ascending_each_once() -> None:
    assert parse_sizes("10, 1,10") == [1, 10]


@pytest.mark.parametrize("text", ["", "0", "1,,3", "1;3", "-1", "1.5", "1001", "²"])
def test_bad_sizes_give_one_clear_line(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bench", "scale", "--sizes", text]) == 1
    expected = f"missi: --sizes: expected whole numbers from 1 to 1000 with commas, got {text!r}\n"
    assert capsys.readouterr().err == expected
