"""What a voice says: no address, no markup, three sentences at most, each whole."""

from __future__ import annotations

import pytest

from bot.channels.base.speech import MOST_SENTENCES, speak


@pytest.mark.parametrize(
    ("texts", "spoken"),
    [
        ([], ""),
        ([""], ""),
        (["", "  ", "\n"], ""),
        (["Hello"], "Hello."),
        (["Hello."], "Hello."),
        (["Is it open?"], "Is it open?"),
        (["Go!"], "Go!"),
        (["One", "two"], "One. two."),
        (["Call 601-432-8000"], "Call 601-432-8000."),
        (["It costs $1.50 for 2.5 miles."], "It costs $1.50 for 2.5 miles."),
        (["  Two   spaces ,  one comma . "], "Two spaces, one comma."),
        (["¿Dónde? Aquí."], "¿Dónde? Aquí."),
    ],
)
def test_texts_become_sentences(texts: list[str], spoken: str) -> None:
    assert speak(texts) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("https://ms.gov", ""),
        ("(https://ms.gov/a)", ""),
        ("Here is the page: https://ms.gov/a?b=c#d", "Here is the page."),
        ("Here is the page: HTTP://MS.GOV", "Here is the page."),
        ("The page (www.ms.gov/a) tells more.", "The page tells more."),
        ("Visit the ms.gov portal.", "Visit the ms.gov portal."),
        ("Use http, not https.", "Use http, not https."),
        ("Write to info@its.ms.gov.", "Write to info@its.ms.gov."),
        ("Write to funeral_board@msbfs.state.ms.us.", "Write to funeral_board@msbfs.state.ms.us."),
    ],
)
def test_addresses_of_the_web_are_not_read_out(text: str, spoken: str) -> None:
    assert speak([text]) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("**Bold** and *thin* and __under__ and _line_.", "Bold and thin and under and line."),
        ("`code` here", "code here."),
        ("## Heading", "Heading."),
        ("> A quote", "A quote."),
        ("“Curly” words.", "Curly words."),
        ('Straight "words" and it\'s.', 'Straight "words" and it\'s.'),
        ("5 - 3 and a-b", "5 - 3 and a-b."),
    ],
)
def test_markup_is_not_read_out(text: str, spoken: str) -> None:
    assert speak([text]) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("You need:\n• Photo ID\n• Proof", "You need: Photo ID. Proof."),
        ("You need:\n- Photo ID\n- Proof", "You need: Photo ID. Proof."),
        ("One.\n• Two", "One. Two."),
        ("Ready?\n• Yes", "Ready? Yes."),
        ("First line\n\nSecond line", "First line. Second line."),
        ("• Only one", "Only one."),
        ("• One\n• Two", "One. Two."),
    ],
)
def test_lines_and_bullets_become_sentences(text: str, spoken: str) -> None:
    assert speak([text]) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        (
            "Open 8 a.m. to 5 p.m. Monday. Closed Sunday. Call. More.",
            "Open 8 a.m. to 5 p.m. Monday. Closed Sunday. Call.",
        ),
        ("See Dr. Smith. Then Mrs. Jones. Or Mr. Lee. End.", "See Dr. Smith. Then Mrs. Jones. Or Mr. Lee."),
        ("Go to 501 N. West St. Jackson. Two. Three. Four.", "Go to 501 N. West St. Jackson. Two. Three."),
        ("The U.S. Army. Two. Three. Four.", "The U.S. Army. Two. Three."),
        ("Form No. 5. Two. Three. Four.", "Form No. 5. Two. Three."),
        ("Martin Luther King Jr. Day. Two. Three. Four.", "Martin Luther King Jr. Day. Two. Three."),
        ("Version 2.0 is out. Two. Three. Four.", "Version 2.0 is out. Two. Three."),
    ],
)
def test_an_abbreviation_ends_no_sentence(text: str, spoken: str) -> None:
    assert speak([text]) == spoken


@pytest.mark.parametrize(
    ("texts", "spoken"),
    [
        (["One. Two. Three."], "One. Two. Three."),
        (["One. Two. Three. Four."], "One. Two. Three."),
        (["One? Two! 3 is third. Four."], "One? Two! 3 is third."),
        (["One.", "Two. Three.", "Four."], "One. Two. Three."),
        (["One. two. three. four."], "One. two. three. four."),
        (["A list:\n• One\n• Two\n• Three\n• Four"], "A list: One. Two. Three."),
    ],
)
def test_only_three_sentences_are_said(texts: list[str], spoken: str) -> None:
    assert MOST_SENTENCES == 3
    assert speak(texts) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        (
            "Source: ms.gov, last checked May 1, 2026. More: https://ms.gov/a",
            "Source: ms.gov, last checked May 1, 2026.",
        ),
        ("Source: ms.gov. More: https://ms.gov/a", "Source: ms.gov."),
        ("See https://ms.gov/a. Then call.", "See. Then call."),
    ],
)
def test_a_removed_address_leaves_nothing_behind(text: str, spoken: str) -> None:
    assert speak([text]) == spoken
