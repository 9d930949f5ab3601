"""The form of a record, and what an editor is told of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from bot.knowledge.drafts.comparison import compare, shorten
from bot.knowledge.drafts.findings import find_alike, find_findings
from bot.knowledge.drafts.form import read_form, write_form
from bot.knowledge.record import Record, Source
from bot.knowledge.schema import Fault

TODAY = date(2026, 11, 22)
TEA = Record(
    id="service:tea",
    title="Tea",
    summary="Tea is hot and good.",
    asks=("What is tea?",),
    details={"fee": "$2"},
)


def test_every_shipped_record_comes_back_from_the_form_as_it_was(shipped: tuple[Record, ...]) -> None:
    for record in shipped:
        assert read_form(record.id, write_form(record)) == replace(record, status="published")


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("details.items", "[unclosed"),
        ("details.how", "by owl"),
        ("verified_on", "soon"),
        ("title", ""),
        ("details.quarters", "[7]"),
    ],
)
def test_a_field_that_cannot_be_read_is_named(field: str, typed: str) -> None:
    kind = {"details.items": "plan", "details.quarters": "event"}.get(field, "service")
    form = write_form(replace(TEA, id=f"{kind}:tea", details={})) | {field: typed}
    faults = read_form(f"{kind}:tea", form)
    assert isinstance(faults, list)
    assert [fault.field.startswith(field) for fault in faults] == [True] * len(faults)
    assert faults


def test_an_id_that_cannot_be_one_is_a_fault() -> None:
    assert [fault.field for fault in _faults("nothing:tea")] == ["id"]
    assert [fault.field for fault in _faults("service:<b>")] == ["id"]


def _faults(identity: str) -> list[Fault]:
    parsed = read_form(identity, write_form(TEA))
    assert isinstance(parsed, list)
    return parsed


def test_a_comparison_shows_what_came_and_went() -> None:
    lines = compare(TEA, replace(TEA, title="Green tea"))
    assert ("removed", "title: Tea") in lines
    assert ("added", "title: Green tea") in lines
    assert {kind for kind, _ in compare(None, TEA)} == {"added"}
    assert {kind for kind, _ in compare(TEA, TEA)} == {"same"}


def test_lines_far_from_a_change_are_told_as_a_number() -> None:
    lines = compare(TEA, replace(TEA, title="Green tea"))
    shown = shorten(lines)
    assert [line for line in shown if line[0] in ("added", "removed")] == [
        line for line in lines if line[0] in ("added", "removed")
    ]
    (kind, told) = shown[-1]
    assert kind == "place" and told == f"⋯ {len(lines) - len(shown) + 1} lines as before"
    assert shorten(compare(TEA, TEA)) == [("place", f"⋯ {len(compare(TEA, TEA))} lines as before")]


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("http://www.ms.gov/tea", "not encrypted"),
        ("https://www.ms.gov@evil.org/", "elsewhere"),
        ("https://10.0.0.1/tea", "hides"),
        ("https://bit.ly/tea", "hides"),
        ("https://tea.example.com/", "made-up"),
    ],
)
def test_links_that_look_dead_or_unsafe_are_told(url: str, told: str) -> None:
    findings = find_findings(replace(TEA, details={"url": url}), [], TODAY)
    assert [f.message for f in findings if f.field == "details.url" and told in f.message]


def test_missing_facts_and_what_another_record_has_are_told() -> None:
    other = Record(id="service:chai", title="tea", summary="Chai.", asks=("what is TEA?",))
    fields = [finding.field for finding in find_findings(TEA, [other], TODAY)]
    assert fields[:2] == ["title", "asks"]
    assert {"source", "agency"} <= set(fields)
    source = Source("A page", "https://www.ms.gov/tea", "official")
    assert "source" not in [f.field for f in find_findings(replace(TEA, source=source), [], TODAY)]


def test_titles_that_mean_the_same_are_told_once_they_are_of_one_type() -> None:
    others = [
        replace(TEA, id="service:chai", title="Chai"),
        replace(TEA, id="service:oil", title="Oil"),
        replace(TEA, id="faq:chai", title="Chai"),
        TEA,
    ]
    vectors = {"Tea": [1.0, 0.0], "Chai": [0.95, 0.05], "Oil": [0.0, 1.0]}
    found = find_alike(TEA, others, lambda texts: np.array([vectors[text] for text in texts]))
    assert [finding.message for finding in found] == ["is much like service:chai ('Chai')"]
