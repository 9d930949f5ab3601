"""What holds of any text: no number gets through in disguise, and only what was found is changed."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.privacy import KINDS, PLACEHOLDERS, Masker
from bot.privacy.published import Published
from bot.privacy.reading import digits_of, read
from bot.privacy.spoken import write_digits

MASKER = Masker(Published())
DIGITS = ("0123456789", "０１２３４５６７８９", "٠١٢٣٤٥٦٧٨٩", "०१२३४५६७८९", "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗", "₀₁₂₃₄₅₆₇₈₉")
MARKS = (
    "",
    "-",
    " ",
    ".",
    "\u2010",
    "\u2011",
    "\u2013",
    "\u2014",
    "\u2212",
    "\u00b7",
    "\u2022",
    "\u3000",
    "\u00a0",
    "/",
    "_",
)
UNSEEN = (
    "",
    "\u200b",
    "\u200c",
    "\u200d",
    "\u2060",
    "\ufeff",
    "\u00ad",
    "\u202e",
    "\u2069",
    "\U000e0041",
    "\u3164",
)
PLACEHOLDER = re.compile("|".join(map(re.escape, PLACEHOLDERS.values())))
SSN = st.from_regex(r"[1-8][0-9]{2}[1-9][0-9][1-9][0-9]{3}", fullmatch=True)


@st.composite
def disguised(draw: st.DrawFn) -> tuple[str, str]:
    """Nine digits, and the same as somebody would write them who wants to get them through."""
    number = draw(SSN)
    row, mark, unseen = (
        draw(st.sampled_from(DIGITS)),
        draw(st.sampled_from(MARKS)),
        draw(st.sampled_from(UNSEEN)),
    )
    drawn = [unseen + row[int(digit)] for digit in number]
    return number, mark.join(("".join(drawn[:3]), "".join(drawn[3:5]), "".join(drawn[5:])))


@given(disguised())
@settings(max_examples=400, deadline=None)
def test_no_disguise_gets_nine_digits_through(both: tuple[str, str]) -> None:
    number, written = both
    masked = MASKER.mask(f"here: {written} ok")
    assert masked.kinds
    assert not digits_of(read(masked.text).text)


@given(st.text(max_size=300))
@settings(max_examples=400, deadline=None)
def test_any_text_is_taken_and_read_with_its_places(text: str) -> None:
    reading = write_digits(read(text))
    assert len(reading.text) == len(reading.starts) == len(reading.ends)
    assert all(0 <= start < end <= len(text) for start, end in zip(reading.starts, reading.ends))
    assert set(MASKER.mask(text).kinds) <= set(KINDS)


@given(st.text(alphabet="abjdo 0123456789-.,@'#\n", max_size=200))
@settings(max_examples=400, deadline=None)
def test_what_is_left_stood_there_in_that_order(text: str) -> None:
    place = 0
    for part in PLACEHOLDER.split(MASKER.mask(text).text):
        place = text.index(part, place) + len(part)


@given(st.text(alphabet="ab 0123456789-", max_size=120))
@settings(max_examples=400, deadline=None)
def test_no_nine_digits_in_one_stay(text: str) -> None:
    assert not re.search(r"\d{9}", MASKER.mask(text).text)
