"""SSML is XML whatever was said, and every digit of it is marked by how it is read."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.voice import to_ssml
from bot.voice.lint import find_ssml_faults


def mark(kind: str, text: str) -> str:
    return f'<say-as interpret-as="{kind}">{text}</say-as>'


@pytest.mark.parametrize(
    ("text", "ssml"),
    [
        ("Call 601-432-8000.", f"Call {mark('telephone', '601-432-8000')}."),
        ("Call 1-800-555-0100.", f"Call {mark('telephone', '1-800-555-0100')}."),
        ("Call 911 or 988.", f"Call {mark('digits', '911')} or {mark('digits', '988')}."),
        ("Zip 39201.", f"Zip {mark('digits', '39201')}."),
        ("Code 007.", f"Code {mark('digits', '007')}."),
        ("24 dollars", f"{mark('cardinal', '24')} dollars"),
        ("48,430.5 miles", f"{mark('cardinal', '48430.5')} miles"),
        ("the 22nd", f"the {mark('ordinal', '22')}"),
        (
            "November 22, 2026",
            f'November {mark("ordinal", "22")}, <say-as interpret-as="date" format="y">2026</say-as>',
        ),
        ("at 8:30 a.m.", f"at {mark('cardinal', '8')} {mark('cardinal', '30')} a.m."),
        ("at 8:05", f'at {mark("cardinal", "8")} <sub alias="oh 5">05</sub>'),
        ("ask D P S", f"ask {mark('spell-out', 'DPS')}"),
        ("R N's", f"{mark('spell-out', 'RN')}'s"),
        ("in Biloxi", 'in <phoneme alphabet="ipa" ph="bəˈlʌksi">Biloxi</phoneme>'),
        ("a < b & c", "a &lt; b &amp; c"),
        ("bell\x07 and \ud800 and 🎉", "bell  and   and  "),
    ],
)
def test_words_are_marked(text: str, ssml: str) -> None:
    assert to_ssml(text) == ssml


@given(st.text(st.characters(codec=None), max_size=200))
def test_any_text_is_well_formed_and_loses_no_digit(text: str) -> None:
    ssml = to_ssml(text)
    told = "".join(ElementTree.fromstring(f"<speak>{ssml}</speak>").itertext())
    assert re.findall("[0-9]", told) == re.findall("[0-9]", text)
    assert not list(find_ssml_faults(ssml))


@given(st.from_regex(r"([0-9:.,$%/ -]|1st|a\.m\.|May|[A-Z] ){0,40}", fullmatch=True))
def test_no_figure_loses_a_digit(text: str) -> None:
    told = "".join(ElementTree.fromstring(f"<speak>{to_ssml(text)}</speak>").itertext())
    assert re.findall("[0-9]", told) == re.findall("[0-9]", text)


def test_spanish_has_its_own_lexicon() -> None:
    assert "biˈloksi" in to_ssml("Biloxi", "es-US")
