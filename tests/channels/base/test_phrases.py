"""The texts the channel says by itself: read from the domain, also from one that is only just right."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from bot.channels.base.phrases import DOMAIN, read_phrases


def test_every_response_of_the_domain_is_read() -> None:
    responses = yaml.safe_load(DOMAIN.read_text("utf-8"))["responses"]
    phrases = read_phrases()
    assert set(phrases) == set(responses)
    assert all(phrases.values())


@pytest.mark.parametrize("name", ["utter_empty", "utter_error"])
def test_what_the_channel_says_alone_needs_no_value(name: str) -> None:
    assert "{" not in read_phrases()[name]


def test_a_failure_tells_whom_to_call() -> None:
    text = read_phrases()["utter_error"]
    assert "911" in text
    assert "601-432-8000" in text


def test_the_first_variant_counts(tmp_path: Path) -> None:
    path = tmp_path / "domain.yml"
    path.write_text("responses:\n  utter_a:\n  - text: Señor\n  - text: Other\n", encoding="utf-8")
    assert read_phrases(path) == {"utter_a": "Señor"}
