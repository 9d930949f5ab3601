"""The skill package as Amazon's tools take it: a manifest, and an interaction model for each locale."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from bot.channels.alexa.model import LOCALES, build_model
from bot.errors import MissiError

ENDPOINT = "/webhooks/alexa/webhook"
PRIVACY = "/chat/plain"
"""A page that tells what is kept, and for how long."""
NO_ADDRESS = "https://assistant.example.gov"
"""Stands in the manifest until MISSI_PUBLIC_URL says where citizens reach the assistant."""


def write_package(folder: Path, public_url: str | None) -> Iterator[Path]:
    """Write the package and give the path of each file; raises MissiError when it cannot be written."""
    files = {folder / "skill.json": build_manifest(public_url or NO_ADDRESS)}
    files |= {
        folder / "interactionModels" / "custom" / f"{locale}.json": build_model(locale) for locale in LOCALES
    }
    for path, content in files.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        except OSError as error:
            raise MissiError(f"{path}: cannot be written: {error.strerror}") from error
        yield path


def build_manifest(public_url: str) -> dict[str, Any]:
    """Return the manifest (version 1.0) of a skill that is served at this address."""
    store = yaml.safe_load(Path(__file__).with_name("store.yml").read_text(encoding="utf-8"))
    endpoint = {"uri": public_url.rstrip("/") + ENDPOINT, "sslCertificateType": "Trusted"}
    manifest = {
        "manifestVersion": "1.0",
        "publishingInformation": {
            "locales": {locale: store["locales"][locale] for locale in LOCALES},
            "isAvailableWorldwide": False,
            "distributionCountries": ["US"],
            "distributionMode": "PUBLIC",
            "category": "KNOWLEDGE_AND_TRIVIA",
            "testingInstructions": store["testing"],
        },
        "apis": {"custom": {"endpoint": endpoint, "interfaces": []}},
        "privacyAndCompliance": {
            "allowsPurchases": False,
            "usesPersonalInfo": False,
            "isChildDirected": False,
            "isExportCompliant": True,
            "containsAds": False,
            "locales": {locale: {"privacyPolicyUrl": public_url.rstrip("/") + PRIVACY} for locale in LOCALES},
        },
        "permissions": [],
    }
    return {"manifest": manifest}
