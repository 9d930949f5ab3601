"""Signing in: fixation, guessing, what an answer gives away, codes, and sessions that end."""

from __future__ import annotations

import statistics
import time
from concurrent.futures import ThreadPoolExecutor

import pyotp
import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.engine import Engine

from bot.audit.log import AuditLog
from bot.console.access.accounts import Accounts
from bot.console.access.lockout import FREE, Locked, Lockout
from bot.console.access.passwords import require_password
from bot.console.access.sessions import HALF_OPEN_S, IDLE_S, LONGEST_S, hash_token
from bot.console.access.tables import ACCOUNT, ATTEMPT, SESSION
from bot.errors import OversightError
from tests.console.member import Member, enter, words_of
from tests.console.server import PASSWORD, Console, add_account

REFUSED = "That name and password do not fit, or there were too many attempts."


@pytest.fixture(autouse=True)
def forgiven(database: Engine) -> None:
    """Each test begins with nothing counted: all of them come from one address."""
    with database.begin() as connection:
        connection.execute(delete(ATTEMPT))


@pytest.fixture
def somebody(accounts: Accounts, request: pytest.FixtureRequest) -> str:
    """The name of an account that only this test uses."""
    name = f"s{abs(hash(request.node.nodeid))}"
    add_account(accounts, name, ("analyst",))
    return name


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


def test_a_wrong_password_and_an_unknown_name_get_the_same_answer(console: Console) -> None:
    answers = []
    for name in ("analyst", "nobody-of-this-name"):
        response = Member(console).sign_in(name, "wrong but long enough")
        answers.append((response.status_code, words_of(response).replace(name, "")))
    assert answers[0] == answers[1] and REFUSED in answers[0][1]


def test_an_unknown_name_takes_as_long_as_a_known_one(console: Console, database: Engine) -> None:
    took: dict[str, list[float]] = {"analyst": [], "nobody-of-this-name": []}
    for _ in range(6):
        for name, seconds in took.items():
            with database.begin() as connection:
                connection.execute(delete(ATTEMPT))
            member = Member(console)
            csrf = member.csrf()
            began = time.perf_counter()
            member.post("/sign-in", {"name": name, "password": "wrong but long enough"}, csrf=csrf)
            seconds.append(time.perf_counter() - began)
    known, unknown = (statistics.median(seconds) for seconds in took.values())
    assert 0.5 < known / unknown < 2.0, took


@pytest.mark.parametrize("is_known", [True, False])
def test_after_a_few_attempts_even_the_right_password_must_wait(
    console: Console, database: Engine, somebody: str, is_known: bool
) -> None:
    name = somebody if is_known else "nobody-of-this-name"
    member = Member(console)
    for number in range(FREE["name"]):
        assert member.sign_in(name, f"wrong number {number}").status_code == 403
    response = member.sign_in(name)
    assert response.status_code == 403 and REFUSED in words_of(response)
    with database.begin() as connection:
        connection.execute(update(ATTEMPT).values(until=0.0))
    assert member.sign_in(name).status_code == (303 if is_known else 403)


def test_waits_grow_and_are_forgotten(database: Engine) -> None:
    lockout, waits = Lockout(database, "s" * 32), []
    for _ in range(FREE["name"] + 8):
        lockout.take("name", "ana")
        with database.begin() as connection:
            until = connection.execute(select(ATTEMPT.c.until)).scalar_one()
            waits.append(round(max(0.0, until - time.time())))
            connection.execute(update(ATTEMPT).values(until=0.0))
    assert waits == [0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900, 900, 900]
    with database.begin() as connection:
        connection.execute(update(ATTEMPT).values(at=time.time() - 3700))
    assert lockout.take("name", "ana") is False


def test_many_guesses_at_once_are_no_way_around_it(database: Engine) -> None:
    lockout = Lockout(database, "s" * 32)

    def guess(_: int) -> bool:
        try:
            lockout.take("name", "ben")
        except Locked:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(guess, range(40))) == FREE["name"]


def test_one_address_may_not_try_name_after_name(console: Console, database: Engine) -> None:
    member = Member(console)
    csrf = member.csrf()
    for number in range(FREE["address"]):
        member.post("/sign-in", {"name": f"name-{number}", "password": "one password for all"}, csrf=csrf)
    assert member.sign_in("analyst").status_code == 403


def test_failures_are_in_the_audit_log_but_not_what_was_typed(console: Console, log: AuditLog) -> None:
    before = log.head().seq
    Member(console).sign_in("my secret typed into the wrong field", "wrong but long enough")
    Member(console).sign_in("analyst", "wrong but long enough")
    entries = list(log.entries(before))
    assert [(e.action, e.subject) for e in entries] == [
        ("staff.sign-in.failed", "staff:unknown"),
        ("staff.sign-in.failed", "staff:analyst"),
    ]
    assert "secret" not in str(entries)
    assert log.verify() is None


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


@pytest.mark.parametrize(
    "password", ["short", "aaaaaaaaaaaaaaaa", "Password1234567", "mississippi-2026", "i am ana.reyes!"]
)
def test_passwords_that_are_guessed_are_not_taken(password: str) -> None:
    with pytest.raises(OversightError, match="password: "):
        require_password(password, "ana.reyes@its.ms.gov")
