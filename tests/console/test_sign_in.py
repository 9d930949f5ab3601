"""Signing in and out: fixation, where one is led, and sessions that end."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
import requests
from sqlalchemy import select, update
from sqlalchemy.engine import Engine

from bot.console.access.accounts import Accounts
from bot.console.access.passwords import require_password
from bot.console.access.sessions import IDLE_S, LONGEST_S, hash_token
from bot.console.access.tables import SESSION
from bot.errors import OversightError
from tests.console.member import Member, enter
from tests.console.server import PASSWORD, Console, add_account, running

pytestmark = pytest.mark.usefixtures("forgiven")


def test_the_right_password_opens_the_page_that_was_wanted(stranger: Member) -> None:
    assert stranger.get("/audit").headers["Location"] == "/sign-in?next=/audit"
    assert stranger.sign_in("analyst", next="/audit").headers["Location"] == "/audit"
    assert stranger.is_in


@pytest.mark.parametrize(
    "target", ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", "\t//evil"]
)
def test_nobody_is_led_elsewhere(stranger: Member, target: str) -> None:
    assert stranger.sign_in("analyst", next=target).headers["Location"] == "/"


def test_a_token_planted_before_is_worth_nothing_after(console: Console, stranger: Member) -> None:
    stranger.browser.cookies.set("missi-console", "planted-by-somebody-else", domain="127.0.0.1", path="/")
    stranger.sign_in("analyst")
    assert stranger.is_in and stranger.token != "planted-by-somebody-else"
    other = Member(console)
    other.browser.cookies.set("missi-console", "planted-by-somebody-else", domain="127.0.0.1", path="/")
    assert not other.is_in


def test_each_sign_in_has_a_token_of_its_own_and_the_old_one_ends(console: Console) -> None:
    member = enter(console, "analyst")
    before = member.token
    assert member.get("/sign-in").headers["Location"] == "/"
    csrf = member.csrf("/account")
    member.post("/sign-in", {"name": "analyst", "password": PASSWORD}, csrf=csrf)
    assert member.token != before and member.is_in
    thief = Member(console)
    thief.browser.cookies.set("missi-console", before, domain="127.0.0.1", path="/")
    assert not thief.is_in


def test_only_the_hash_of_the_token_is_kept(console: Console, database: Engine) -> None:
    member = enter(console, "analyst")
    with database.connect() as connection:
        kept = [str(tuple(row)) for row in connection.execute(select(SESSION))]
    assert not any(member.token in row for row in kept)
    assert any(hash_token(member.token) in row for row in kept)


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(stranger: Member) -> None:
    cookie = stranger.sign_in("analyst").headers["Set-Cookie"].lower()
    assert "httponly" in cookie and "samesite=lax" in cookie and "path=/" in cookie
    assert "secure" not in cookie, "there is no TLS here"


def test_signing_out_ends_the_session_for_good(console: Console) -> None:
    member = enter(console, "analyst")
    token = member.token
    assert member.post("/sign-out").headers["Location"] == "/sign-in?done=signed-out"
    member.browser.cookies.set("missi-console", token, domain="127.0.0.1", path="/")
    assert not member.is_in


@pytest.mark.parametrize(
    ("column", "seconds"), [("seen", IDLE_S), ("began", LONGEST_S)], ids=["idle", "a working day"]
)
def test_a_session_ends_by_itself(console: Console, database: Engine, column: str, seconds: float) -> None:
    member = enter(console, "analyst")
    mine = SESSION.c.id == hash_token(member.token)
    for ago, is_in in ((seconds - 100, True), (seconds + 1, False)):
        with database.begin() as connection:
            connection.execute(update(SESSION).where(mine).values({column: time.time() - ago}))
        assert member.is_in is is_in


def test_a_disabled_account_stays_out_and_its_sessions_end(console: Console, accounts: Accounts) -> None:
    add_account(accounts, "leaver", ("editor",))
    member = enter(console, "leaver")
    accounts.disable(accounts.require("leaver"), who="test", why="left")
    assert not member.is_in
    assert Member(console).sign_in("leaver").status_code == 403


def test_a_password_set_by_somebody_else_must_be_changed_first(console: Console, accounts: Accounts) -> None:
    accounts.add("newcomer", "New Comer", ["analyst"], "given by somebody", who="test", why="a test")
    member = Member(console)
    member.sign_in("newcomer", "given by somebody")
    assert member.get("/").headers["Location"] == "/account"
    assert member.get("/audit").headers["Location"] == "/account"
    same = dict.fromkeys(("password", "fresh", "again"), "given by somebody")
    assert member.post("/account/password", same).status_code == 400
    form = {"password": "given by somebody", "fresh": PASSWORD, "again": PASSWORD}
    assert member.post("/account/password", form).headers["Location"] == "/account?done=password"
    assert member.get("/audit").status_code == 200


def test_changing_the_password_ends_the_other_sessions(console: Console, somebody: str) -> None:
    here, there = enter(console, somebody), enter(console, somebody)
    form = {"password": PASSWORD, "fresh": "another good one", "again": "another good one"}
    assert here.post("/account/password", form | {"password": "wrong one"}).status_code == 400
    assert here.post("/account/password", form | {"again": "another"}).status_code == 400
    assert here.post("/account/password", form).status_code == 303
    assert here.is_in and not there.is_in


@pytest.mark.parametrize(
    "password", ["short", "aaaaaaaaaaaaaaaa", "Password1234567", "mississippi-2026", "i am ana.reyes!"]
)
def test_passwords_that_are_guessed_are_not_taken(password: str) -> None:
    with pytest.raises(OversightError, match="password: "):
        require_password(password, "ana.reyes@its.ms.gov")


def test_behind_tls_cookies_travel_over_tls_only(tmp_path: Path) -> None:
    """As the web server in front passes requests on: with the public name, and in the clear."""
    with running(tmp_path, MISSI_CONSOLE_URL="https://console.example.gov") as console:
        address, host = f"{console.address}/sign-in", {"Host": "console.example.gov"}
        page = requests.get(address, headers=host, timeout=30)
        cookie = page.headers["Set-Cookie"]
        assert cookie.startswith("__Host-missi-console=") and "secure" in cookie.lower()
        assert page.headers["Strict-Transport-Security"]
        csrf = page.text.split('name="csrf" value="')[1].split('"')[0]
        form = {"csrf": csrf, "name": "agent", "password": PASSWORD}
        sent = host | {"Cookie": cookie.split(";")[0]}
        for origin, status in (("http://console.example.gov", 403), ("https://console.example.gov", 303)):
            headers = sent | {"Origin": origin}
            done = requests.post(address, form, headers=headers, allow_redirects=False, timeout=30)
            assert done.status_code == status
