"""What checks find in all of the training data: contradictions, repetitions, phrases that stray."""

from __future__ import annotations

from sanic.response import HTTPResponse

from bot.console.pages import show
from bot.console.visit import Visit

MOST = 100  # phrases of each kind


def show_findings(visit: Visit) -> HTTPResponse:
    """The findings as far as they are known; the page looks again by itself until all are."""
    study = visit.desk.study
    now, meaning, findings = study.now(), study.meaning(), study.findings()
    strays = meaning.found.strays if meaning.found else ()
    return show(
        visit,
        "training/found_faults.html" if visit.is_partial else "training/findings.html",
        repetitions=now.repetitions[:MOST],
        strays=strays[:MOST],
        more=max(0, len(strays) - MOST),
        meaning=meaning,
        findings=findings,
        is_done=meaning.is_done and findings.is_done,
    )
