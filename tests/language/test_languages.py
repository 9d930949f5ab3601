"""The language of a message, also when it is short or holds words of two."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import SettingError
from bot.language.languages import Languages, read_languages
from bot.settings import ROOT

ENGLISH = {"food", "stamps", "license", "texas", "county", "soto", "land", "hospital", "suck", "permit"}
SPANISH = ["necesito", "licencia", "renovar", "abogado", "gratis", "hermano", "hospital", "hola"]


@pytest.fixture(scope="module")
def languages() -> Languages:
    return Languages(read_languages(ROOT / "data" / "languages.yml"), ENGLISH, {"es": SPANISH})


@pytest.mark.parametrize(
    ("text", "language"),
    [
        *[("necesito food stamps", "es"), ("quiero renovar mi licencia", "es"), ("hola", "es")],
        *[("mi hermano necesita un abogado gratis", "es"), ("¿Habla español?", "es")],
        *[("necesito información sobre la pensión", "es"), ("NECESITO LICENCIA", "es")],
        *[("Where is El Paso", "en"), ("el paso texas", "en"), ("de soto county", "en"), ("Garcia", "en")],
        *[("I need my licencia", "en"), ("where is the oficina for the licencia of my carro", "en")],
        *[("no", "en"), ("me", "en"), ("", "en"), ("601-555-0100", "en"), ("la la land", "en")],
        *[("Vicksburg", "en"), ("hospital", "en"), ("my fiancé and I", "en"), ("you suck", "en")],
        *[("je voudrais un permis", "fr"), ("Tôi cần giúp đỡ", "vi"), ("toi muon lam bang lai xe", "vi")],
    ],
)
def test_guess(languages: Languages, text: str, language: str) -> None:
    assert languages.guess(text) == language


@pytest.mark.parametrize(
    "wrong", ["- a\n", "es: una\n", "es: {words: una}\n", "es: {words: [a], doubtful: b}\n"]
)
def test_a_file_of_languages_that_is_none_is_named(tmp_path: Path, wrong: str) -> None:
    (tmp_path / "languages.yml").write_text(wrong)
    with pytest.raises(SettingError, match=r"languages\.yml"):
        read_languages(tmp_path / "languages.yml")
