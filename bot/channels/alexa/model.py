"""The interaction model of a locale: what Alexa is taught so that any question reaches the assistant.

No intent of Alexa's takes any words at all (AMAZON.SearchQuery wants a carrier beside it), so that questions
come by families of what they begin with; `families.yml` has them, and what is put back in front.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from bot.channels.spoken.moves import HELP, LAUNCH, MISSED, MORE, NO, PERSON, REPEAT, START_OVER, STOP, YES

LOCALES = ("en-US", "es-US")
INVOCATION_NAMES = {"en-US": "mississippi state services", "es-US": "servicios de mississippi"}
FREE_TEXT, QUERY, NUMBER = "FreeTextIntent", "query", "n"
OPTION, MORE_INTENT, PERSON_INTENT, NONE_INTENT = (
    "OptionIntent",
    "TellMoreIntent",
    "PersonIntent",
    "NoneIntent",
)
BUILT_IN = {
    "AMAZON.HelpIntent": HELP,
    "AMAZON.StopIntent": STOP,
    "AMAZON.CancelIntent": STOP,
    "AMAZON.NavigateHomeIntent": LAUNCH,
    "AMAZON.FallbackIntent": MISSED,
    "AMAZON.YesIntent": YES,
    "AMAZON.NoIntent": NO,
    "AMAZON.RepeatIntent": REPEAT,
    "AMAZON.StartOverIntent": START_OVER,
}
"""Amazon's own intents, and what they mean here."""
OWN = {MORE_INTENT: MORE, PERSON_INTENT: PERSON, NONE_INTENT: "/none_of_these"}
"""Ours without a slot, and what they mean."""
_PHRASES: Mapping[str, Mapping[str, Sequence[str]]] = {
    "en-US": {
        OPTION: ("option {n}", "number {n}", "choice {n}", "the number {n}"),
        MORE_INTENT: ("tell me more", "more", "go on", "keep going", "more details"),
        PERSON_INTENT: ("talk to a person", "representative", "operator", "a real person"),
        NONE_INTENT: ("none of these", "none of them", "none of those", "neither one"),
    },
    "es-US": {
        OPTION: ("opción {n}", "número {n}", "el número {n}", "la opción {n}"),
        MORE_INTENT: ("dígame más", "más", "siga", "más detalles"),
        PERSON_INTENT: ("hablar con una persona", "representante", "operador", "una persona"),
        NONE_INTENT: ("ninguno de estos", "ninguna de estas", "ninguno", "ninguna"),
    },
}
_FREE = {"en-US": ("{query}", "about {query}"), "es-US": ("{query}", "sobre {query}")}
_PROMPT = "Elicit.FreeText"
_PROMPTS = {"en-US": "What can I look up for you?", "es-US": "¿Qué desea saber?"}


@dataclass(frozen=True)
class Family:
    """Questions that begin alike."""

    name: str
    prefix: str
    samples: tuple[str, ...]


@cache
def read_families(locale: str) -> Mapping[str, Family]:
    """Return the families of one of LOCALES, by the names of their intents."""
    told = yaml.safe_load(Path(__file__).with_name("families.yml").read_text(encoding="utf-8"))[locale]
    return {name: Family(name, each["prefix"], tuple(each["samples"])) for name, each in told.items()}


def model_locale(locale: str | None) -> str:
    """The model that serves a locale, by its language."""
    language = (locale or "").partition("-")[0].lower()
    return next((each for each in LOCALES if each.startswith(language + "-")), LOCALES[0])


def build_model(locale: str) -> dict[str, Any]:
    """Return the interaction model of a locale, as Amazon's tools read it."""
    query = {"name": QUERY, "type": "AMAZON.SearchQuery"}
    intents: list[dict[str, Any]] = []
    for family in read_families(locale).values():
        slot = query | ({"samples": list(_FREE[locale])} if family.name == FREE_TEXT else {})
        samples = [f"{carrier} {{{QUERY}}}" for carrier in family.samples]
        intents.append({"name": family.name, "slots": [slot], "samples": samples})
    phrases = _PHRASES[locale]
    number = {"name": NUMBER, "type": "AMAZON.NUMBER"}
    intents.append({"name": OPTION, "slots": [number], "samples": list(phrases[OPTION])})
    intents += [{"name": name, "slots": [], "samples": list(phrases[name])} for name in OWN]
    intents += [{"name": name, "samples": []} for name in BUILT_IN]
    language: dict[str, Any] = {"invocationName": INVOCATION_NAMES[locale], "intents": intents, "types": []}
    if locale.startswith("en"):  # offered for English only
        language["modelConfiguration"] = {"fallbackIntentSensitivity": {"level": "LOW"}}
    prompt = {"id": _PROMPT, "variations": [{"type": "PlainText", "value": _PROMPTS[locale]}]}
    return {"interactionModel": {"languageModel": language, "dialog": _dialog(query), "prompts": [prompt]}}


def _dialog(query: Mapping[str, Any]) -> dict[str, Any]:
    """Lets a follow-up question be asked without a carrier; the assistant leads the dialogue, not Alexa."""
    elicited = {"confirmationRequired": False, "elicitationRequired": True}
    slot = {**query, **elicited, "prompts": {"elicitation": _PROMPT}}
    ours = {"delegationStrategy": "SKILL_RESPONSE"}
    intent = {"name": FREE_TEXT, **ours, "confirmationRequired": False, "prompts": {}, "slots": [slot]}
    return {**ours, "intents": [intent]}
