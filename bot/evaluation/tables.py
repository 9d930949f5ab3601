"""The tables of a report, from the headline down to what was mistaken for what.

Takes a Summary, gives tables of text; shown by the terminal, the Markdown and the HTML report alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.evaluation.calibration import Calibration
from bot.evaluation.confusion import Confused, tell_got, tell_wanted
from bot.evaluation.consistency import Consistency
from bot.evaluation.fairness import LARGEST_GAP, Fairness
from bot.evaluation.measures import MEASURES
from bot.evaluation.run import Result
from bot.evaluation.steadiness import Steadiness
from bot.evaluation.summary import Shares, Summary
from bot.evaluation.table import NOTHING, Table, show_gap, show_interval, show_percent, show_share

MOST_CHOICES = 3
QUALITY = ("right", "helped", "wrong")
MEANINGS = {
    "right": "what was wanted",
    "helped": "right, or the right record was among the choices",
    "wrong": "a wrong answer, told with confidence",
    "answered in scope": "told something, rather than asked back or declined",
    "refused out of scope": "declined what it must decline",
    "aspect right": "told the cost when asked for the cost, among right answers",
    "emergencies routed": "told the number to call",
    "false alarms": "told that number to others, by mistake",
}


def tabulate(summary: Summary) -> Iterator[Table]:
    """Yield the tables that fit every report, the most telling first."""
    yield tabulate_all(summary)
    yield tabulate_slices(summary)
    if summary.fairness:
        yield tabulate_fairness(summary.fairness)
    if summary.consistency:
        yield tabulate_consistency(summary.consistency)
    if summary.steadiness:
        yield tabulate_steadiness(summary.steadiness)
    if summary.calibration.bins:
        yield tabulate_calibration(summary.calibration)
    yield tabulate_speed(summary)


def tabulate_all(summary: Summary) -> Table:
    """Every measure over all questions."""
    rows = tuple(
        (name, show_share(figure), f"{figure.hits} of {figure.among}", MEANINGS[name])
        for name, figure in summary.all.items()
    )
    about = "In parentheses the 95 % interval."
    return Table("All questions", about, ("measure", "share", "count", "what it means"), rows)


def tabulate_slices(summary: Summary) -> Table:
    """How good the answers are, by slice."""
    rows = [
        (name, str(shares["right"].among), *(show_share(shares[measure]) for measure in QUALITY))
        for name, shares in (*summary.slices.items(), ("all", summary.all))
    ]
    return Table("By slice", "Right, helped, and wrong.", ("slice", "asked", *QUALITY), tuple(rows))


def tabulate_duties(summary: Summary) -> Table:
    """Answering, refusing, aspects and emergencies, by slice; a dash where no question takes part."""
    duties = [name for name in MEASURES if name not in QUALITY and name in summary.all]
    rows = tuple((name, *_duties(shares, duties)) for name, shares in summary.slices.items())
    about = "Only questions that take part count; a dash where there is none."
    return Table("Answering, refusing, and danger by slice", about, ("slice", *duties), rows)


def tabulate_fairness(fairness: Fairness) -> Table:
    """The gap of each group to the plain questions."""
    rows = [("plain questions", str(fairness.right.among), show_share(fairness.right), NOTHING, "")]
    for gap in fairness.gaps:
        flag = f"over {100 * LARGEST_GAP:.0f} points" if gap.is_flagged else ""
        flag += ", may be chance" if flag and not gap.is_sure else ""
        rows.append((gap.group, str(gap.right.among), show_share(gap.right), show_gap(gap.gap), flag))
    about = f"Plain questions are those of: {', '.join(fairness.plain)}. Only questions in scope count."
    return Table("Fairness", about, ("group", "asked", "right", "gap in points", "flag"), tuple(rows))


def tabulate_consistency(consistency: Consistency) -> Table:
    """Both figures of consistency."""
    figures = {
        "groups with one reply for all": consistency.unanimous,
        "pairs with the same reply": consistency.agreement,
    }
    rows = tuple((name, str(figure.among), show_share(figure)) for name, figure in figures.items())
    about = "The same need in different words: the same outcome and first record."
    return Table("Consistency", about, ("measure", "groups", "share"), rows)


def tabulate_calibration(calibration: Calibration) -> Table:
    """The reliability table."""
    rows = tuple(
        (
            f"{bin.lowest:.2f} to {bin.highest:.2f}",
            str(bin.right.among),
            show_percent(bin.score),
            show_share(bin.right),
        )
        for bin in calibration.bins
    )
    about = f"Expected calibration error {calibration.error:.3f} over {calibration.answers} scored answers."
    return Table("Calibration", about, ("score", "answers", "mean score", "right"), rows)


def tabulate_steadiness(steadiness: Sequence[Steadiness]) -> Table:
    """What each disturbance changed."""
    rows = tuple(
        (
            one.kind,
            str(one.changed.among),
            show_share(one.changed),
            show_percent(one.right.value),
            show_gap(one.gap),
            str(len(one.lost)),
        )
        for one in steadiness
    )
    head = ("disturbance", "asked", "changed", "right", "gap in points", "lost")
    about = "Typed otherwise: replies with another outcome or first record, and emergencies lost."
    return Table("Disturbed questions", about, head, rows)


def tabulate_lost(steadiness: Sequence[Steadiness]) -> Table:
    """The emergencies that a disturbance hid."""
    rows = tuple((text, one.kind) for one in steadiness for text in one.lost)
    about = "Emergencies that no longer got the number to call when they were typed otherwise."
    return Table("Emergencies lost", about if rows else "None.", ("as disturbed", "disturbance"), rows)


def tabulate_confusion(summary: Summary) -> Iterator[Table]:
    """The worst intents, records wanted and records told."""
    found = summary.confusion
    yield _rank("Worst intents", "By the intent understood.", "intent", "wanted → got", found.intents)
    yield _rank("Wanted and missed most often", "", "wanted", "got instead", found.wanted)
    yield _rank("Told by mistake most often", "", "told", "wanted instead", found.told)


def tabulate_speed(summary: Summary) -> Table:
    """How long a turn took, as the one who asks sees it."""
    rows = (("p50", f"{summary.p50_ms:.0f} ms"), ("p95", f"{summary.p95_ms:.0f} ms"))
    return Table(
        "A turn",
        "One question at a time, on a machine that may do other work too; missi bench measures speed.",
        ("", "time"),
        rows,
    )


def tabulate_failures(summary: Summary) -> Table:
    """Every question that was not answered right, in the order asked."""
    rows = tuple(
        (r.question.text, r.slice, r.verdict.value, tell_wanted(r), _told(r), _how(r))
        for r in summary.failures
    )
    head = ("question", "slice", "verdict", "wanted", "got", "intent and score")
    return Table("Not answered right", f"{len(rows)} of {summary.questions} questions.", head, rows)


def _told(result: Result) -> str:
    """What came; of a choice, what there was to choose."""
    choices = result.contract["records"][:MOST_CHOICES]
    return ", ".join((tell_got(result), *(choices if result.contract["outcome"] == "clarify" else ())))


def _how(result: Result) -> str:
    intent, score = result.contract["intent"], result.contract["score"]
    return f"{intent}, {score:.2f}" if score is not None else str(intent)


def _duties(shares: Shares, names: Sequence[str]) -> Iterator[str]:
    for name in names:
        figure = shares.get(name)
        yield (
            f"{show_percent(figure.value)} of {figure.among} ({show_interval(figure)})" if figure else NOTHING
        )


def _rank(title: str, about: str, name: str, others: str, ranking: Sequence[Confused]) -> Table:
    rows = tuple((one.name, f"{one.times} of {one.among}", _list_others(one)) for one in ranking)
    return Table(title, about, (name, "not right", others), rows)


def _list_others(confused: Confused) -> str:
    return ", ".join(f"{other} {times}×" for other, times in confused.others)
