"""Only requests of Amazon, for our skill, of now are taken; the cases of Amazon's own tests, and more."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from bot.channels.alexa.certificates import (
    Untrusted,
    read_address,
    trusted_roots,
)
from bot.channels.alexa.verification import Verifier
from bot.channels.base.webhook import Rejected
from tests.channels.alexa.amazon import ADDRESS, DAY, NOW, SKILL, Amazon, Device, dump

Change = Callable[[dict[str, Any]], Any]


@pytest.fixture(scope="module")
def amazon() -> Amazon:
    return Amazon()


def check(amazon: Amazon, body: bytes, now: datetime | None = None, **headers: str | None) -> dict[str, Any]:
    signed = {name.lower(): value for name, value in amazon.sign(body).items()}
    signed |= {name.replace("_", "-").lower(): value for name, value in headers.items()}
    sent = {name: value for name, value in signed.items() if value is not None}
    return asyncio.run(amazon.verifier(now).check(sent, body))


def test_a_good_request_is_taken(amazon: Amazon) -> None:
    envelope = Device().launch()
    assert check(amazon, dump(envelope)) == envelope


@pytest.mark.parametrize(
    "address",
    [
        "http://s3.amazonaws.com/echo.api/cert.pem",
        "https://s3.amazonaws.com.example.org/echo.api/cert.pem",
        "https://example.org/echo.api/cert.pem",
        "https://s3.amazonaws.com:563/echo.api/cert.pem",
        "https://s3.amazonaws.com:port/echo.api/cert.pem",
        "https://s3.amazonaws.com/EcHo.aPi/cert.pem",
        "https://s3.amazonaws.com/invalid/cert.pem",
        "https://s3.amazonaws.com/echo.api/../cert.pem",
        "https://s3.amazonaws.com/echo.api/../other/cert.pem",
        "https://s3.amazonaws.com/echo.api%2f../cert.pem",
        "https://s3.amazonaws.com/echo.api/%2e%2e/cert.pem",
        "https://s3.amazonaws.com/echo.api/cert.pem?x=1",
        "https://s3.amazonaws.com/echo.api/cert.pem#x",
        "https://somebody@s3.amazonaws.com/echo.api/cert.pem",
        "https://s3.amazonaws.com",
        "s3.amazonaws.com/echo.api/cert.pem",
        "https://[/echo.api/",
        "",
    ],
)
def test_certificates_lie_nowhere_else(amazon: Amazon, address: str) -> None:
    with pytest.raises(Untrusted):
        read_address(address)
    before = len(amazon.fetched)
    with pytest.raises(Rejected):
        check(amazon, dump(Device().launch()), SignatureCertChainUrl=address)
    assert len(amazon.fetched) == before, "asked for it all the same"


@pytest.mark.parametrize(
    "address",
    [
        "https://s3.amazonaws.com/echo.api/cert.pem",
        "HTTPS://S3.AmazonAws.com/echo.api/cert.pem",
        "https://s3.amazonaws.com:443/echo.api/cert.pem",
        "https://s3.amazonaws.com/x/../echo.api/cert.pem",
        "https://s3.amazonaws.com/echo.api/../echo.api/./cert.pem",
    ],
)
def test_an_address_has_one_plain_form(address: str) -> None:
    assert read_address(address) == "https://s3.amazonaws.com/echo.api/cert.pem"


@pytest.mark.parametrize(
    "headers",
    [
        {"SignatureCertChainUrl": None},
        {"Signature_256": None},
        {"Signature_256": ""},
        {"Signature_256": "not base64!"},
        {"Signature_256": "bm90IHRoZSBzaWduYXR1cmU="},
    ],
)
def test_a_signature_must_be_there_and_right(amazon: Amazon, headers: dict[str, str | None]) -> None:
    with pytest.raises(Rejected):
        check(amazon, dump(Device().launch()), **headers)


def test_a_changed_body_is_refused(amazon: Amazon) -> None:
    body = dump(Device().asks("renew my license"))
    with pytest.raises(Rejected, match="signature"):
        asyncio.run(amazon.verifier().check(amazon.sign(body), body.replace(b"renew", b"remove")))


def test_another_authority_is_refused(amazon: Amazon) -> None:
    body, forger = dump(Device().launch()), Amazon()
    forger_verifier = Amazon(key=amazon.key)
    forger_verifier.fetch = forger.fetch  # type: ignore[method-assign]
    with pytest.raises(Rejected, match="chain"):
        asyncio.run(forger_verifier.verifier().check(forger.sign(body), body))


@pytest.mark.parametrize(
    ("leaf", "reason"),
    [
        ({"host": "echo-api.example.com"}, "chain"),
        ({"begins": NOW - 2 * DAY, "ends": NOW - DAY}, "chain"),
        ({"begins": NOW + DAY / 2, "ends": NOW + DAY}, "chain"),
    ],
)
def test_a_certificate_of_another_or_of_yesterday_is_refused(leaf: dict[str, Any], reason: str) -> None:
    amazon = Amazon()
    amazon.served = amazon.leaf(**leaf).public_bytes(Encoding.PEM) + amazon.root.public_bytes(Encoding.PEM)
    with pytest.raises(Rejected, match=reason):
        check(amazon, dump(Device().launch()))


@pytest.mark.parametrize("served", [b"", b"<html>", b"-----BEGIN CERTIFICATE-----\nAA==\n"])
def test_what_is_no_certificate_is_refused(served: bytes) -> None:
    with pytest.raises(Rejected, match="certificate"):
        check(Amazon(served=served), dump(Device().launch()))


def test_a_chain_is_fetched_once_and_looked_at_each_time() -> None:
    amazon, times = Amazon(), [NOW]
    verifier = Verifier(amazon.verifier()._certificates, {SKILL}, lambda: times[0])

    def ask() -> None:
        envelope = Device().launch()
        envelope["request"]["timestamp"] = times[0].isoformat()
        asyncio.run(verifier.check(amazon.sign(dump(envelope)), dump(envelope)))

    ask()
    ask()
    assert amazon.fetched == [ADDRESS]
    times[0] = NOW + 3 * DAY
    with pytest.raises(Rejected, match="chain"):
        ask()


@pytest.mark.parametrize(
    ("type", "seconds", "is_taken"),
    [
        ("IntentRequest", 0, True),
        ("IntentRequest", 149, True),
        ("IntentRequest", 151, False),
        ("IntentRequest", -149, True),
        ("IntentRequest", -151, False),
        ("AlexaSkillEvent.SkillEnabled", 59 * 60, True),
        ("AlexaSkillEvent.SkillEnabled", 61 * 60, False),
        ("AlexaSkillEvent.Unknown", 59 * 60, False),
    ],
)
@pytest.mark.parametrize("as_number", [False, True])
def test_a_request_must_be_of_now(
    amazon: Amazon, type: str, seconds: int, is_taken: bool, as_number: bool
) -> None:
    envelope = Device().request(type)
    sent = NOW - timedelta(seconds=seconds)
    envelope["request"]["timestamp"] = int(sent.timestamp() * 1000) if as_number else sent.isoformat()
    if is_taken:
        assert check(amazon, dump(envelope), NOW)
        return
    with pytest.raises(Rejected, match="timestamp"):
        check(amazon, dump(envelope), NOW)


@pytest.mark.parametrize("timestamp", [None, "", "yesterday", True, [], 1e300, "2026-13-01T00:00:00Z"])
def test_a_request_without_a_time_is_refused(amazon: Amazon, timestamp: Any) -> None:
    envelope = Device().launch()
    envelope["request"]["timestamp"] = timestamp
    with pytest.raises(Rejected, match="timestamp"):
        check(amazon, dump(envelope))


OTHER = {"application": {"applicationId": "amzn1.ask.skill.other"}}


@pytest.mark.parametrize(
    "change",
    [
        lambda told: told["session"].update(OTHER),
        lambda told: told["context"]["System"].update(OTHER),
        lambda told: (told.pop("session"), told.pop("context")),
        lambda told: (told["session"].pop("application"), told["context"]["System"].update(application=[])),
        lambda told: told.update(session=None, context=None),
    ],
)
def test_a_request_for_another_skill_is_refused(amazon: Amazon, change: Change) -> None:
    envelope = Device().launch()
    change(envelope)
    with pytest.raises(Rejected, match="skill"):
        check(amazon, dump(envelope))


def test_an_event_has_no_session(amazon: Amazon) -> None:
    envelope = Device().request("AlexaSkillEvent.SkillDisabled")
    del envelope["session"]
    assert check(amazon, dump(envelope)) == envelope


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b'"x"', b"null", b"{}", b'{"request": 1}', b'{"request": {}}', b"\xff", b"[" * 100000],
)
def test_a_body_that_says_nothing_is_refused(amazon: Amazon, body: bytes) -> None:
    with pytest.raises(Rejected, match="body"):
        check(amazon, body)


@pytest.mark.parametrize("part", ["session", "context"])
@pytest.mark.parametrize("value", [1, "x", [1]])
def test_parts_of_another_form_are_refused(amazon: Amazon, part: str, value: Any) -> None:
    with pytest.raises(Rejected, match="body"):
        check(amazon, dump(Device().launch() | {part: value}))


def test_the_roots_are_those_that_browsers_trust() -> None:
    assert len(trusted_roots()) > 100
    assert all(
        root.not_valid_after_utc > datetime(2020, 1, 1, tzinfo=timezone.utc) for root in trusted_roots()
    )
