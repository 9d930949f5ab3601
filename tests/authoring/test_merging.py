"""Merging two texts of one origin, with texts that hypothesis makes up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.authoring.merging import merge

TEXTS = st.lists(st.sampled_from(["a\n", "b\n", "c\n", "- x\n", "\n"]), max_size=12).map(
    lambda lines: "".join(lines).encode()
)


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "merged"),
    [
        ("a\nb\nc\n", "x\nb\nc\n", "a\nb\ny\n", "x\nb\ny\n"),
        ("a\nb\n", "a\nb\nx\n", "a\nb\ny\n", "a\nb\nx\ny\n"),  # both put in
        ("a\nb\n", "a\nb\nx\n", "a\n", "a\nx\n"),  # beside what was taken away
        ("a\nb\n", "a\nb\nx\n", "a\nb\nx\n", "a\nb\nx\n"),
        ("a\nb\n", "a\nx\n", "a\ny\n", None),
        ("a\nb\nc\n", "a\n", "a\nb\nx\nc\n", None),  # into what was taken away
        ("a", "ax", "a\nb", None),
        ("a\n", None, "a\n", "gone"),
        ("a\n", None, "b\n", None),
        (None, "a\n", "b\n", None),
    ],
)
def test_what_fits_together(
    base: str | None, ours: str | None, theirs: str | None, merged: str | None
) -> None:
    versions = [None if text is None else text.encode() for text in (base, ours, theirs)]
    wanted = (True, None) if merged == "gone" else (merged is not None, merged.encode() if merged else None)
    assert merge(*versions) == wanted


@given(TEXTS, TEXTS)
def test_with_nothing_on_one_side_the_other_is_the_merge(base: bytes, fresh: bytes) -> None:
    assert merge(base, base, fresh) == merge(base, fresh, base) == merge(base, fresh, fresh) == (True, fresh)


@given(TEXTS, TEXTS, TEXTS)
def test_no_line_of_either_side_is_lost(base: bytes, ours: bytes, theirs: bytes) -> None:
    fits, merged = merge(base, ours, theirs)
    if fits and merged is not None:
        added = {*ours.splitlines(), *theirs.splitlines()} - set(base.splitlines())
        assert added <= set(merged.splitlines())
        kept = set(ours.splitlines()) & set(theirs.splitlines()) & set(base.splitlines())
        alone = {line for line in kept if base.splitlines().count(line) == 1}
        assert alone <= set(merged.splitlines())
