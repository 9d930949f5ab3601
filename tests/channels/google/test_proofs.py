"""Who is believed to be our Dialogflow agent: four proofs, what each refuses, and how."""

from __future__ import annotations

import asyncio
import base64
import json
from ipaddress import ip_network
from types import SimpleNamespace
from typing import Any

import pytest
from sanic.compat import Header

from bot.channels.base.webhook import Rejected
from bot.channels.google.keys import KeySet
from bot.channels.google.proofs import make_proofs
from bot.channels.google.settings import GoogleSettings
from tests.channels.google.authority import AUDIENCE, PROJECT, Authority

PROXIES = (ip_network("127.0.0.0/8"),)
BASIC = "dialogflow:" + "p" * 32
HEADER = ("X-Missi-Key", "k" * 32)
CERTIFICATE = ("X-Client-Verify", "SUCCESS")
TOKEN = GoogleSettings(project=PROJECT, audiences=frozenset({AUDIENCE}))


@pytest.fixture(scope="module")
def authority() -> Authority:
    return Authority()


def ask(settings: GoogleSettings, keys: KeySet | None = None, ip: str = "127.0.0.1", **headers: str) -> int:
    """The status of a request: 200 when every proof holds."""
    request: Any = SimpleNamespace(
        headers=Header({k.replace("_", "-"): v for k, v in headers.items()}), ip=ip
    )

    async def prove() -> None:
        for proof in make_proofs(settings, PROXIES, keys or KeySet(Authority().fetch)):
            await proof(request)

    try:
        asyncio.run(prove())
    except Rejected as error:
        return error.status
    return 200


def basic(credentials: str) -> str:
    return "Basic " + base64.b64encode(credentials.encode()).decode()


@pytest.mark.parametrize(
    ("authorization", "status"),
    [
        (basic(BASIC), 200),
        (basic(BASIC).replace("Basic", "basic"), 200),
        (basic("dialogflow:wrong"), 403),
        ("Basic \udcff", 403),  # what Sanic makes of a byte that is no UTF-8
        (basic("other:" + "p" * 32), 403),
        (basic(""), 401),
        ("Basic !!!", 403),
        ("Basic /w==", 403),
        ("Bearer abc", 401),
        ("", 401),
    ],
)
def test_basic(authorization: str, status: int) -> None:
    assert ask(GoogleSettings(basic=BASIC), authorization=authorization) == status


def test_a_header_of_our_choice() -> None:
    settings = GoogleSettings(header=HEADER)
    assert ask(settings, x_missi_key="k" * 32) == 200
    assert ask(settings, x_missi_key="k" * 31) == 403
    assert ask(settings, x_missi_key="ü") == 403
    assert ask(settings) == 401


def test_a_certificate_is_told_by_our_proxy_only_and_never_enough() -> None:
    settings = GoogleSettings(header=HEADER, certificate=CERTIFICATE)
    both = {"x_missi_key": "k" * 32, "x_client_verify": "SUCCESS"}
    assert ask(settings, **both) == 200
    assert ask(settings, ip="203.0.113.9", **both) == 403
    assert ask(settings, **both | {"x_client_verify": "FAILED"}) == 403
    assert ask(settings, x_missi_key="k" * 32) == 401
    assert ask(settings, x_client_verify="SUCCESS") == 401


def test_a_token_of_our_agent(authority: Authority) -> None:
    assert ask(TOKEN, KeySet(authority.fetch), authorization=f"Bearer {authority.token()}") == 200


@pytest.mark.parametrize(
    "claims",
    [
        {"aud": "https://elsewhere.example"},
        {"iss": "https://accounts.example"},
        {"exp": 1},
        {"iat": 4_102_444_800},  # in the year 2100
        {"email": "service-999@gcp-sa-dialogflow.iam.gserviceaccount.com"},
        {"email": "someone@example.com"},
        {"email_verified": False},
        {"kid": "key-2"},
        *({"without": name} for name in ("aud", "exp", "iat", "iss", "email", "email_verified")),
    ],
    ids=str,
)
def test_a_token_that_is_wrong(authority: Authority, claims: dict[str, Any]) -> None:
    keys = KeySet(authority.fetch)
    assert ask(TOKEN, keys, authorization=f"Bearer {authority.token(**claims)}") == 403


def test_bytes_that_are_no_token() -> None:
    assert ask(TOKEN, Authorization="Bearer \udcff.\udcff.\udcff") == 403


def test_a_token_signed_otherwise(authority: Authority) -> None:
    other, keys = Authority(), KeySet(authority.fetch)
    header, claims, signature = authority.token().split(".")
    unsigned = (
        base64.urlsafe_b64encode(json.dumps({"alg": "none", "kid": "key-1"}).encode()).decode().rstrip("=")
    )
    forged = (
        other.token(),
        f"{unsigned}.{claims}.",
        f"{header}.{claims}.{signature[:-8]}AAAAAAAA",
        "nonsense",
    )
    assert [ask(TOKEN, keys, authorization=f"Bearer {token}") for token in forged] == [403] * 4
    assert ask(TOKEN, keys, authorization="Bearer ") == 401


def test_keys_are_kept_as_long_as_google_says() -> None:
    authority, now = Authority(), 0.0
    keys = KeySet(authority.fetch, lambda: now)

    def fetched_at(seconds: float, kid: str = "key-1") -> int:
        nonlocal now
        now = seconds
        asyncio.run(keys.find(kid))
        return authority.fetched

    assert [fetched_at(0), fetched_at(10), fetched_at(19_999)] == [1, 1, 1]
    assert fetched_at(20_000) == 2
    assert fetched_at(20_010, "made up") == 2, "nobody makes us fetch at will"
    assert [fetched_at(20_061, "made up"), fetched_at(20_062, "made up")] == [3, 3]


def test_without_google_the_old_keys_hold_and_without_any_nobody_is_refused_for_good() -> None:
    authority = Authority()
    authority.caching = "max-age=60"
    now = 0.0
    keys = KeySet(authority.fetch, lambda: now)
    authorization = f"Bearer {authority.token()}"
    authority.is_down = True
    assert ask(TOKEN, keys, authorization=authorization) == 503
    authority.is_down, now = False, 61.0
    assert ask(TOKEN, keys, authorization=authorization) == 200
    authority.is_down, now = True, 1000.0
    assert ask(TOKEN, keys, authorization=authorization) == 200


@pytest.mark.parametrize("answer", [{}, {"keys": "none"}, {"keys": [{"kty": "RSA"}]}], ids=str)
def test_a_key_set_that_is_none(answer: dict[str, Any], authority: Authority) -> None:
    async def fetch() -> tuple[dict[str, Any], str]:
        return answer, ""

    assert ask(TOKEN, KeySet(fetch), authorization=f"Bearer {authority.token()}") == 503


def test_each_proof_that_is_set_up_must_hold(authority: Authority) -> None:
    settings = GoogleSettings(header=HEADER, project=PROJECT, audiences=frozenset({AUDIENCE}))
    keys, bearer = KeySet(authority.fetch), f"Bearer {authority.token()}"
    assert ask(settings, keys, authorization=bearer, x_missi_key="k" * 32) == 200
    assert ask(settings, keys, authorization=bearer) == 401
    assert ask(settings, keys, x_missi_key="k" * 32) == 401
