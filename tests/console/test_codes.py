"""Codes of an authenticator app: set up, asked for, good once, and no easier to guess than the password."""

from __future__ import annotations

import time

import pyotp
import pytest
from sqlalchemy import select, update
from sqlalchemy.engine import Engine

from bot.console.access.lockout import FREE
from bot.console.access.sessions import HALF_OPEN_S, hash_token
from bot.console.access.tables import ACCOUNT, SESSION
from tests.console.member import Member, enter
from tests.console.server import PASSWORD, Console

pytestmark = pytest.mark.usefixtures("forgiven")


def turn_codes_on(member: Member) -> str:
    """Set codes up as the page asks for it; the secret."""
    page = member.get("/account/code").text
    secret = "".join(page.split('class="secret">')[1].split("<")[0].split())
    kept = page.split('name="kept" value="')[1].split('"')[0]
    form = {"kept": kept, "code": pyotp.TOTP(secret).now(), "password": PASSWORD}
    assert member.post("/account/code", form).headers["Location"] == "/account?done=code-on"
    return secret


def forget_step(database: Engine) -> None:
    """As if the code of this half minute had not been used yet."""
    with database.begin() as connection:
        connection.execute(update(ACCOUNT).values(code_step=None))


def test_with_codes_on_the_password_alone_opens_nothing(
    console: Console, database: Engine, somebody: str
) -> None:
    secret = turn_codes_on(enter(console, somebody))
    forget_step(database)
    member = Member(console)
    assert member.sign_in(somebody).headers["Location"] == "/sign-in/code"
    assert not member.is_in
    half_open = member.token
    assert member.post("/sign-in/code", {"code": "000000"}, csrf=member.csrf()).status_code == 403
    code = pyotp.TOTP(secret).now()
    assert member.post("/sign-in/code", {"code": code}, csrf=member.csrf()).headers["Location"] == "/"
    assert member.is_in and member.token != half_open


def test_a_code_is_good_once(console: Console, database: Engine, somebody: str) -> None:
    secret = turn_codes_on(enter(console, somebody))
    forget_step(database)
    code = pyotp.TOTP(secret).now()
    for status in (303, 403):
        member = Member(console)
        member.sign_in(somebody)
        assert member.post("/sign-in/code", {"code": code}, csrf=member.csrf()).status_code == status


def test_codes_cannot_be_guessed(console: Console, database: Engine, somebody: str) -> None:
    secret = turn_codes_on(enter(console, somebody))
    forget_step(database)
    member = Member(console)
    member.sign_in(somebody)
    csrf = member.csrf()
    for number in range(FREE["code"]):
        member.post("/sign-in/code", {"code": f"00000{number}"}, csrf=csrf)
    assert member.post("/sign-in/code", {"code": pyotp.TOTP(secret).now()}, csrf=csrf).status_code == 403


def test_the_page_for_the_code_closes_after_a_while(
    console: Console, database: Engine, somebody: str
) -> None:
    secret = turn_codes_on(enter(console, somebody))
    forget_step(database)
    member = Member(console)
    member.sign_in(somebody)
    with database.begin() as connection:
        mine = SESSION.c.id == hash_token(member.token)
        connection.execute(update(SESSION).where(mine).values(began=time.time() - HALF_OPEN_S - 1))
    response = member.post("/sign-in/code", {"code": pyotp.TOTP(secret).now()}, csrf=member.csrf())
    assert response.headers["Location"] == "/sign-in" and not member.is_in


def test_the_secret_of_codes_is_kept_encrypted(console: Console, database: Engine, somebody: str) -> None:
    secret = turn_codes_on(enter(console, somebody))
    with database.connect() as connection:
        assert secret not in str(connection.execute(select(ACCOUNT)).all())


def test_a_secret_shown_to_somebody_else_is_not_taken(console: Console, somebody: str) -> None:
    other, member = enter(console, "editor"), enter(console, somebody)
    page = other.get("/account/code").text
    secret = "".join(page.split('class="secret">')[1].split("<")[0].split())
    kept = page.split('name="kept" value="')[1].split('"')[0]
    form = {"kept": kept, "code": pyotp.TOTP(secret).now(), "password": PASSWORD}
    assert member.post("/account/code", form).status_code == 400
