"""The longest Spanish phrase known is put into English, whatever its accents, endings, and spelling."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import SettingError
from bot.language.gloss import Gloss, read_gloss
from bot.settings import ROOT

MEANINGS = {
    "necesito": "I need",
    "licencia": "license",
    "licencia de conducir": "driver license",
    "de": "of",
    "cómo saco": "how do I get",
    "abogado": "lawyer",
    "se": "",
}


@pytest.mark.parametrize(
    ("spanish", "english"),
    [
        ("Necesito licencia de conducir", "I need driver license"),
        ("¿Cómo saco licencia?", "how do I get license?"),
        ("como saco licencias", "how do I get license"),
        ("nesesito lisencia de Biloxi", "I need license of Biloxi"),
        ("abogada", "lawyer"),
        ("se necesito 2 licencia", "I need 2 license"),
        ("", ""),
    ],
)
def test_gloss(spanish: str, english: str) -> None:
    assert Gloss(MEANINGS).put(spanish) == english


def test_without_meanings_words_stay() -> None:
    assert Gloss({}).put("licencia de conducir") == "licencia de conducir"


def test_our_own_words_can_be_read() -> None:
    assert read_gloss(ROOT / "data" / "spanish.yml")["acta de nacimiento"] == "birth certificate"


@pytest.mark.parametrize("wrong", ["- a\n", "words: text\n", "words: {no: x}\n", "words: {a: 1}\n"])
def test_a_file_of_meanings_that_is_none_is_named(tmp_path: Path, wrong: str) -> None:
    (tmp_path / "spanish.yml").write_text(wrong)
    with pytest.raises(SettingError, match=r"spanish\.yml"):
        read_gloss(tmp_path / "spanish.yml")
