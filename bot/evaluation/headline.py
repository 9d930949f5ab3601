"""The headline of a report in sentences: what was measured, when, and how good it is.

Takes a Summary; shown at the top of the Markdown and the HTML report."""

from __future__ import annotations

from bot.evaluation.evaluation import DIGITS, Origin
from bot.evaluation.intervals import PERCENT
from bot.evaluation.summary import Summary
from bot.evaluation.table import show_percent, show_share

# J. Hanley and A. Lippman-Hand, If nothing goes wrong, is everything all right?, JAMA 249(13), 1983.
INTERVALS = (
    f"The {PERCENT} % intervals are in parentheses: bootstrap over whole conversations. "
    "Where all or none count, an interval has no width and promises nothing: "
    "of n questions, up to 3/n may still be otherwise."
)


def tell_headline(summary: Summary) -> str:
    """Return how good the answers are, in one sentence."""
    right, helped, wrong = (summary.all[name] for name in ("right", "helped", "wrong"))
    return (
        f"Of {summary.questions} questions in {summary.conversations} conversations, {show_share(right)} "
        f"were answered right; with the right record among the choices, {show_percent(helped.value)} were "
        f"helped; {show_percent(wrong.value)} got a wrong answer told with confidence."
    )


def tell_origin(origin: Origin) -> str:
    """Return when it was measured, and which assistant."""
    day, _, time = origin.measured_at.partition("T")
    model = origin.model[:DIGITS] if origin.model else "not known"
    knowledge = f"{origin.knowledge[:DIGITS]} ({origin.records} records)" if origin.knowledge else "not known"
    return f"Measured on {day} at {time[:5]} UTC; model {model}, knowledge {knowledge}."
