"""The interaction models keep Amazon's rules, and the connector undoes what they do."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from bot.channels.alexa.model import (
    BUILT_IN,
    FREE_TEXT,
    INVOCATION_NAMES,
    LOCALES,
    OPTION,
    OWN,
    build_model,
    model_locale,
    read_families,
)
from bot.channels.alexa.request import AlexaRequest, Meaning
from bot.cli.voice import command
from tests.channels.alexa.amazon import Device

LAUNCH_WORDS = set("launch ask tell load begin enable open run start play resume use talk".split())
LAUNCH_WORDS |= set("abre abrir pregunta preguntar dile lanza inicia juega usa habla".split())
WAKE_WORDS = {"alexa", "amazon", "echo", "computer", "skill", "app"}
CONNECTING = set("to from in using with about for that by if and whether the a an of de para con".split())
REQUIRED = {f"AMAZON.{name}Intent" for name in ("Help", "Stop", "Cancel", "NavigateHome", "Fallback")}
SLOT = re.compile(r"\{(\w+)\}")


def language(locale: str) -> dict[str, Any]:
    told: dict[str, Any] = build_model(locale)["interactionModel"]["languageModel"]
    return told


@pytest.mark.parametrize("locale", LOCALES)
def test_the_invocation_name_keeps_the_rules(locale: str) -> None:
    name = language(locale)["invocationName"]
    assert re.fullmatch(r"[a-zñáéíóúü]+(['. ]*[a-zñáéíóúü]+)*", name) and 2 <= len(name) <= 50
    words = name.split()
    assert len(words) >= 2, "one word needs a brand of ours"
    assert not {*words} & (LAUNCH_WORDS | WAKE_WORDS)
    assert words != ["mississippi"] and not {words[0], words[-1]} & CONNECTING
    assert INVOCATION_NAMES[locale] == name


@pytest.mark.parametrize("locale", LOCALES)
def test_a_question_has_a_carrier_and_one_slot(locale: str) -> None:
    for intent in language(locale)["intents"]:
        types = {slot["name"]: slot["type"] for slot in intent.get("slots", ())}
        for sample in intent["samples"]:
            slots = SLOT.findall(sample)
            assert set(slots) <= set(types) and len(slots) <= 1, sample
            if "AMAZON.SearchQuery" in types.values():
                assert SLOT.sub("", sample).split(), f"{sample}: Amazon builds no model with a slot alone"
                assert slots, f"{sample}: says nothing"


@pytest.mark.parametrize("locale", LOCALES)
def test_no_two_intents_share_a_sample(locale: str) -> None:
    samples = Counter(sample for intent in language(locale)["intents"] for sample in intent["samples"])
    assert not [sample for sample, count in samples.items() if count > 1]


@pytest.mark.parametrize("locale", LOCALES)
def test_samples_have_only_what_amazon_takes(locale: str) -> None:
    for intent in language(locale)["intents"]:
        for sample in intent["samples"]:
            assert re.fullmatch(r"[a-zñáéíóúü'. {}]+", sample), sample


@pytest.mark.parametrize("locale", LOCALES)
def test_no_intent_is_missing_and_each_is_understood(locale: str) -> None:
    names = [intent["name"] for intent in language(locale)["intents"]]
    assert len(names) == len(set(names))
    assert set(names) >= REQUIRED | {"AMAZON.YesIntent", "AMAZON.NoIntent", "AMAZON.RepeatIntent"}
    assert set(names) == {*read_families(locale), *BUILT_IN, *OWN, OPTION}
    for family in read_families(locale).values():
        assert family.prefix == "" or family.prefix.endswith(" ")
        assert (family.prefix == "") == (family.name == FREE_TEXT)
        assert family.samples


@pytest.mark.parametrize("locale", LOCALES)
def test_follow_ups_need_no_carrier(locale: str) -> None:
    model = build_model(locale)["interactionModel"]
    (intent,) = model["dialog"]["intents"]
    assert intent["name"] == FREE_TEXT and intent["delegationStrategy"] == "SKILL_RESPONSE"
    (slot,) = intent["slots"]
    assert slot["prompts"]["elicitation"] in {prompt["id"] for prompt in model["prompts"]}
    (taught,) = [each for each in model["languageModel"]["intents"] if each["name"] == FREE_TEXT]
    assert "{query}" in taught["slots"][0]["samples"]


def meaning(name: str, locale: str = "en-US", **slots: str | None) -> Meaning:
    return AlexaRequest.of(Device(locale=locale).intent(name, **slots)).meaning


@pytest.mark.parametrize(
    ("name", "locale", "slots", "meant"),
    [
        ("HowDoIIntent", "en-US", {"query": "renew my tag"}, Meaning("how do i renew my tag")),
        ("HowDoIIntent", "es-US", {"query": "renovar"}, Meaning("cómo puedo renovar")),
        ("HowDoIIntent", "es-MX", {"query": "renovar"}, Meaning("cómo puedo renovar")),
        ("HowDoIIntent", "en-GB", {"query": "renew"}, Meaning("how do i renew")),
        ("FreeTextIntent", "en-US", {"query": " food stamps "}, Meaning("food stamps")),
        ("FreeTextIntent", "en-US", {"query": None}, Meaning(move="/missed")),
        ("FreeTextIntent", "en-US", {}, Meaning(move="/missed")),
        ("OptionIntent", "en-US", {"n": "2"}, Meaning("2", number=2)),
        ("OptionIntent", "en-US", {"n": "?"}, Meaning(move="/missed")),
        ("OptionIntent", "en-US", {"n": "²"}, Meaning(move="/missed")),
        ("TellMoreIntent", "en-US", {}, Meaning(move="/show_more")),
        ("AMAZON.NavigateHomeIntent", "en-US", {}, Meaning(move="/launch")),
        ("AMAZON.StartOverIntent", "en-US", {}, Meaning(move="/start_over")),
        ("Unknown", "en-US", {"query": "x"}, Meaning(move="/missed")),
    ],
)
def test_an_intent_is_understood(
    name: str, locale: str, slots: dict[str, str | None], meant: Meaning
) -> None:
    assert meaning(name, locale, **slots) == meant


@pytest.mark.parametrize(
    "intent",
    [
        None,
        [],
        {"name": 1},
        {"name": "HowDoIIntent", "slots": []},
        {"name": "HowDoIIntent", "slots": {"query": 1}},
    ],
)
def test_an_intent_of_another_form_is_not_understood(intent: Any) -> None:
    envelope = Device().request("IntentRequest", intent=intent)
    assert AlexaRequest.of(envelope).meaning == Meaning(move="/missed")


def test_a_locale_has_the_model_of_its_language() -> None:
    assert [model_locale(each) for each in ("en-US", "es-MX", "fr-FR", "", None)] == [
        "en-US",
        "es-US",
        "en-US",
        "en-US",
        "en-US",
    ]


def test_the_command_writes_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MISSI_PUBLIC_URL", "https://assistant.example.gov/")
    done = CliRunner().invoke(command, ["alexa-model", str(tmp_path / "skill-package")])
    assert done.exit_code == 0, done.output
    written = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.json"))
    folder = "skill-package/interactionModels/custom"
    assert written == [f"{folder}/en-US.json", f"{folder}/es-US.json", "skill-package/skill.json"]
    assert json.loads((tmp_path / folder / "en-US.json").read_text()) == build_model("en-US")
    manifest = json.loads((tmp_path / "skill-package/skill.json").read_text())["manifest"]
    assert manifest["manifestVersion"] == "1.0"
    endpoint = manifest["apis"]["custom"]["endpoint"]
    assert endpoint == {
        "uri": "https://assistant.example.gov/webhooks/alexa/webhook",
        "sslCertificateType": "Trusted",
    }
    for locale, store in manifest["publishingInformation"]["locales"].items():
        assert (
            store["name"] == "Ask Mississippi"
            and len(store["summary"]) <= 160
            and len(store["keywords"]) <= 30
        )
        assert len(store["examplePhrases"]) == 3
        assert all(INVOCATION_NAMES[locale] in phrase for phrase in store["examplePhrases"])
