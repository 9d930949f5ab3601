"""Nobody reads or writes a conversation without the token that the server made for it."""

from __future__ import annotations

import base64
import json
import time
from pathlib import Path

import jwt
import pytest

from bot.channels.base.secret import keep_secret
from bot.channels.web.tokens import issue_token, read_token
from tests.channels.web.citizen import API, Citizen
from tests.channels.web.conftest import Channel

SECRET = "s" * 32
CALLS = (
    ("POST", "messages"),
    ("GET", "messages"),
    ("GET", "events"),
    ("POST", "feedback"),
    ("POST", "restart"),
    ("DELETE", "conversation"),
    ("GET", "transcript"),
)


def conversation_of(token: str) -> str:
    claims = token.split(".")[1]
    return str(json.loads(base64.urlsafe_b64decode(claims + "=="))["sub"])


def forged(claims: dict[str, object], **options: str) -> str:
    return jwt.encode(claims, **{"key": "f" * 32, "algorithm": "HS256"} | options)  # type: ignore[arg-type]


def test_a_token_names_a_conversation_of_128_random_bits(channel: Channel) -> None:
    names = {conversation_of(channel.citizen().token) for _ in range(20)}
    assert len(names) == 20
    assert all(len(bytes.fromhex(name)) == 16 for name in names)


@pytest.mark.parametrize(("method", "call"), CALLS)
def test_every_call_refuses_tokens_that_are_not_ours(channel: Channel, method: str, call: str) -> None:
    victim = channel.citizen()
    victim.says("my secret")
    now = int(time.time())
    claims: dict[str, object] = {"sub": conversation_of(victim.token), "iat": now, "exp": now + 1000}
    head, body, signature = victim.token.split(".")
    other = channel.citizen().token.split(".")
    tokens = [
        "",
        "nonsense",
        "a.b.c",
        forged(claims),
        forged(claims, key="", algorithm="none"),
        f"{head}.{body}.",
        f"{head}.{body}.{other[2]}",  # signed, but not this
        f"{head}.{other[1]}.{signature}",
        "x" * 5000,
    ]
    for token in tokens:
        reply = Citizen(channel.ports[0], token).sends(
            method, f"{API}/{call}", {"id": "12345678", "text": "hi"}
        )
        assert (reply.status, reply.code) == (401, "unauthorized"), token
        assert b"my secret" not in reply.body
    assert [turn["question"]["text"] for turn in victim.turns()] == ["my secret"]


def test_another_citizen_sees_nothing_of_a_conversation(channel: Channel) -> None:
    victim, other = channel.citizen(), channel.citizen()
    victim.says("my secret")
    assert other.turns() == []
    assert b"secret" not in other.sends("GET", f"{API}/transcript").body
    assert other.sends("POST", f"{API}/feedback", {"turn": 1, "vote": "up"}).code == "not_found"
    other.sends("DELETE", f"{API}/conversation")
    assert len(victim.turns()) == 1


def test_a_client_cannot_name_its_conversation(channel: Channel) -> None:
    body = {"token": "mine", "conversation": "mine", "sub": "mine"}
    reply = Citizen(channel.ports[0]).sends("POST", f"{API}/sessions", body)
    assert conversation_of(reply.data["token"]) != "mine"


def test_an_old_token_is_worth_nothing() -> None:
    past = int(time.time()) - 10
    expired = jwt.encode({"sub": "c", "iat": past - 100, "exp": past}, SECRET, algorithm="HS256")
    endless = jwt.encode({"sub": "c", "iat": past}, SECRET, algorithm="HS256")
    assert read_token(issue_token("web-c", SECRET), SECRET) == "web-c"
    assert read_token(expired, SECRET) is None
    assert read_token("\udcff.\udcff.\udcff", SECRET) is None  # what Sanic makes of bytes that are no text
    assert read_token(endless, SECRET) is None
    assert read_token(jwt.encode({"sub": "c"}, "", algorithm="none"), SECRET) is None


def test_the_secret_is_made_once_and_for_its_owner_only(tmp_path: Path) -> None:
    secret = keep_secret(tmp_path / "var")
    assert keep_secret(tmp_path / "var") == secret
    assert len(secret) >= 64
    assert [path.name for path in (tmp_path / "var").iterdir()] == ["secret"]
    assert (tmp_path / "var" / "secret").stat().st_mode & 0o777 == 0o600
