"""The page itself: the headline, the figures one should see first, then every section.

Takes a Summary and perhaps a Comparison, gives one HTML file that needs nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bot.errors import EvaluationError
from bot.evaluation.comparison import Comparison
from bot.evaluation.fairness import LARGEST_GAP
from bot.evaluation.headline import tell_headline, tell_origin
from bot.evaluation.page.blocks import Card, show_cards
from bot.evaluation.page.markup import Markup, tag
from bot.evaluation.page.sections import show_sections
from bot.evaluation.summary import Summary
from bot.evaluation.table import show_interval, show_percent

TITLE = "How good the answers are"
STYLE = Path(__file__).with_name("style.css")
HEADLINES = ("right", "helped", "wrong", "refused out of scope", "emergencies routed")


def write_page(summary: Summary, comparison: Comparison | None, path: Path) -> None:
    """Write the page; raises EvaluationError when that cannot be."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(make_page(summary, comparison), encoding="utf-8")
    except OSError as error:
        raise EvaluationError(f"{path}: cannot be written: {error.strerror}") from error


def make_page(summary: Summary, comparison: Comparison | None = None) -> str:
    """Return the page as HTML."""
    head = (
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("title", TITLE),
        tag("style", Markup(STYLE.read_text(encoding="utf-8"))),
    )
    main = (
        tag("h1", TITLE),
        tag("p", tell_headline(summary)),
        tag("p", tell_origin(summary.origin), class_="soft"),
        show_cards(list(_cards(summary))),
        *show_sections(summary, comparison),
    )
    page = tag("html", tag("head", *head), tag("body", tag("main", *main)), lang="en-US")
    return f"<!doctype html>\n{page}\n"


def _cards(summary: Summary) -> Iterator[Card]:
    for name in HEADLINES:
        if figure := summary.all.get(name):
            note = f"{show_interval(figure)}; {figure.hits} of {figure.among}"
            yield Card(show_percent(figure.value), name, note)
    if summary.fairness:
        gaps = summary.fairness.gaps
        flagged = sum(gap.is_flagged for gap in gaps)
        note = f"of {len(gaps)}, more than {100 * LARGEST_GAP:.0f} points behind plain questions"
        yield Card(str(flagged), "groups served worse", note, is_warning=flagged > 0)
    if summary.consistency:
        groups = summary.consistency.unanimous
        yield Card(show_percent(groups.value), "needs with one reply however put", f"of {groups.among}")
