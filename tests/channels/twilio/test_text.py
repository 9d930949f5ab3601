"""One reply as one text message: two segments where a page has the rest, and everything where none has."""

from __future__ import annotations

import pytest

from bot.channels.base.neutral import Choice, Link, Reply
from bot.channels.base.phrases import read_phrases
from bot.channels.twilio.segments import count_segments
from bot.channels.twilio.text import AIM, MOST, write_text
from bot.channels.twilio.words import read_words

WORDS = read_words("en")
PAGE = (Link("Renew", "https://www.dps.ms.gov/renew"),)
LONG = tuple(" ".join(f"This is sentence {n} of text {text}." for n in range(6)) for text in "abc")


def reply(*texts: str, outcome: str = "answer", links: tuple[Link, ...] = (), titles: str = "") -> Reply:
    choices = tuple(Choice(title, "/x") for title in titles.split("|") if title)
    return Reply(outcome, texts, "", choices=choices, links=links)


def test_a_short_answer_is_told_whole() -> None:
    assert write_text(reply("It costs “$24”.", "Source: dps.ms.gov.", links=PAGE), WORDS) == (
        'It costs "$24".\nSource: dps.ms.gov.\nhttps://www.dps.ms.gov/renew'
    )


@pytest.mark.parametrize("accent", ["", "á"])
def test_a_long_answer_keeps_whole_sentences_and_its_page(accent: str) -> None:
    told = write_text(reply(accent + LONG[0], *LONG[1:], links=PAGE), WORDS)
    *texts, page = told.split("\n")
    assert count_segments(told) <= AIM and page == PAGE[0].url
    assert texts[0].startswith(accent + "This is sentence 0") and all(text.endswith(".") for text in texts)
    longer = told.replace("\n" + page, " This is sentence 9 of text a.\n" + page)
    assert count_segments(longer) > AIM, "as much as fits"


def test_a_caveat_is_never_left_out() -> None:
    caveat = read_phrases()["utter_confirm"]
    told = write_text(reply(*LONG, caveat, "Source: ms.gov.", links=PAGE), WORDS)
    assert told.endswith(f".\n{caveat}\n{PAGE[0].url}") and count_segments(told) <= AIM


def test_without_a_page_nothing_is_left_out() -> None:
    assert write_text(reply(*LONG), WORDS) == "\n".join(LONG)


def test_the_first_sentence_is_told_whatever_its_length() -> None:
    sentence = "word " * 80 + "end."
    told = write_text(reply(sentence + " Another one.", links=PAGE), WORDS)
    assert told == f"{sentence}\n{PAGE[0].url}"


def test_what_is_longer_than_twilio_takes_is_cut_before_the_choices() -> None:
    told = write_text(reply("word " * 500, titles="One|Two"), WORDS)
    assert len(told) <= MOST and told.endswith("...\n1. One\n2. Two\nReply with a number.")


def test_only_one_page_is_named() -> None:
    links = (*PAGE, Link("Other", "https://other.example"))
    assert write_text(reply("Yes.", links=links), WORDS) == f"Yes.\n{PAGE[0].url}"


def test_a_danger_comes_first_and_whole() -> None:
    told = write_text(reply("Call 911 now.", LONG[0], outcome="safety", links=PAGE), WORDS, "A picture.")
    assert told == f"Call 911 now.\n{LONG[0]}\nA picture.\n{PAGE[0].url}"


def test_the_lines_of_a_list_stay_lines_or_are_left_out() -> None:
    lines = "\n".join(f"• Office number {number} of the county" for number in range(20))
    told = write_text(reply("Offices:", lines, links=PAGE), WORDS)
    assert count_segments(told) <= AIM and told.startswith(
        "Offices:\n- Office number 0 of the county\n- Office number 1"
    )
