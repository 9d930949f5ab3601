"""The reports: the terminal's tables, the Markdown section and the page hold every figure they should."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from bot.evaluation.comparison import compare
from bot.evaluation.evaluation import Evaluation, Origin
from bot.evaluation.page.page import make_page
from bot.evaluation.quality import tell_quality
from bot.evaluation.report import tell_comparison, tell_failures, tell_summary
from bot.evaluation.steadiness import Disturbed
from bot.evaluation.summary import Summary, summarize
from bot.evaluation.table import Table, show_text
from tests.evaluation.samples import DEER, reply, result, results

TRICKY = "Can I <b>hunt</b> | fish & trap?"
SLICES = ("plain", "voice", "out-of-scope", "emergencies")
EMPTY = {"meta", "br", "link"}


def evaluation() -> Evaluation:
    """Something of everything that a report can tell."""
    asked = [
        *results([1] * 7 + [0], slice="plain", group="deer"),
        result(20, reply("clarify", DEER), slice="voice", text=TRICKY),
        result(21, reply("refuse"), slice="out-of-scope", outcomes=("refuse",)),
        result(22, reply("safety"), slice="emergencies", outcomes=("safety",), text="Fire!"),
    ]
    lost = result(22, reply("refuse"), slice="emergencies", outcomes=("safety",), text="FIRE!")
    disturbed = (Disturbed("all capitals", asked[-1], lost),)
    origin = Origin("2026-11-22T12:34:56+00:00", "abcdef0123456789", "fedcba9876543210", 825)
    return Evaluation(origin, tuple(asked), disturbed)


@pytest.fixture(scope="module")
def summary() -> Summary:
    return summarize(evaluation())


class Reader(HTMLParser):
    """Reads a page strictly: every element is closed by its own end, in order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(page)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "style":
            self.texts.append(data)


@pytest.fixture(scope="module")
def page(summary: Summary) -> str:
    worse = [result(20, reply(), slice="voice", text=TRICKY)]
    return make_page(summary, compare(worse, evaluation().results))


def test_the_page_is_valid_and_tells_every_slice_and_failure(page: str) -> None:
    reader = Reader(page)
    for told in (*SLICES, "all capitals", "FIRE!", TRICKY, "80.0%", "abcdef012345", "2026-11-22"):
        assert any(told in text for text in reader.texts), told


def test_the_page_needs_nothing_else(page: str) -> None:
    reader = Reader(page)
    assert not {tag for tag, _ in reader.seen} & {"script", "link", "img", "iframe", "object"}
    assert "://" not in page and "@import" not in page and "url(" not in page


def test_every_plot_has_a_name_and_a_table_beside_it(page: str) -> None:
    reader = Reader(page)
    plots = [attributes for tag, attributes in reader.seen if tag == "svg"]
    assert [plot["class"] for plot in plots] == ["changes", "slices", "fairness", "steadiness", "reliability"]
    ids = {attributes.get("id") for _, attributes in reader.seen}
    assert all(set(str(plot["aria-labelledby"]).split()) <= ids and plot["role"] == "img" for plot in plots)
    pairs = [attributes for _, attributes in reader.seen if attributes.get("class") == "pair"]
    assert len(pairs) == len(plots)
    assert [tag for tag, _ in reader.seen].count("caption") >= len(plots)


def test_the_page_is_told_apart_by_headings(page: str) -> None:
    tags = [tag for tag, _ in Reader(page).seen]
    assert tags.count("h1") == tags.count("main") == 1
    assert tags.count("h2") >= 10


def test_the_section_tells_every_slice_version_and_day(summary: Summary) -> None:
    text = tell_quality(summary)
    for told in (
        *SLICES,
        "abcdef012345",
        "fedcba987654 (825 records)",
        "2026-11-22 at 12:34",
        "### Fairness",
    ):
        assert told in text
    assert "| voice | 1 | 0% (0–0) | 100% (100–100) | 0% (0–0) |" in text
    for line in text.splitlines():
        assert not line.startswith("|") or line.endswith("|")


def test_the_terminal_tells_every_slice(summary: Summary) -> None:
    text = tell_summary(summary)
    assert all(f"  {name} " in text for name in (*SLICES, "all capitals", "plain questions"))
    assert "Expected calibration error" in text


def test_failures_tell_what_was_wanted_and_what_came(summary: Summary) -> None:
    text = tell_failures(summary)
    assert f"  voice: helped: {TRICKY}\n      wanted {DEER}; got clarify, {DEER} (ask_about, 0.80)" in text
    assert "2 of 11 questions" in text


def test_a_comparison_tells_changes_and_questions() -> None:
    text = tell_comparison(compare(results([1, 1]), results([0, 1])))
    assert "all 2 100% 50.0% −50.0" in " ".join(text.split())
    assert "Better now. None." in text
    assert "Worse now. 1 question.\n  situations: right → wrong: How do I hunt deer?" in text


def test_columns_of_figures_are_lined_up_on_the_right() -> None:
    table = Table("Boats", "", ("kind", "boats", "color"), (("sail", "7", "red"), ("motor", "12%", "")))
    assert show_text(table).splitlines() == [
        "Boats.",
        "  kind   boats  color",
        "  sail       7  red",
        "  motor    12%",
    ]
