"""The state's single sign-on against a provider on this machine: as it should be, and as it should not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from sqlalchemy.engine import Engine

from bot.audit.log import AuditLog
from bot.console.access.accounts import Accounts
from bot.knowledge.database import open_database
from bot.operations.endpoints import conversations_address
from tests.console import provider as provider_module
from tests.console.member import Member, words_of
from tests.console.provider import CLIENT, SECRET, Provider, serving
from tests.console.server import Console, running

ANA = {"sub": "4711", "email": "Ana@ITS.ms.gov", "email_verified": True}
REFUSED = "The single sign-on did not let you in here."


@pytest.fixture(scope="module")
def served() -> Iterator[Provider]:
    with serving() as provider:
        yield provider


@pytest.fixture
def provider(served: Provider) -> Provider:
    """A provider that vouches for Ana, and does not lie."""
    for name in (field.name for field in fields(Provider) if field.name != "issuer"):
        setattr(served, name, getattr(Provider(), name))
    served.person = dict(ANA)
    return served


@pytest.fixture(scope="module")
def console(tmp_path_factory: pytest.TempPathFactory, served: Provider) -> Iterator[Console]:
    """A console that trusts the provider."""
    trusts = {"MISSI_OIDC_ISSUER": served.issuer, "MISSI_OIDC_CLIENT": CLIENT, "MISSI_OIDC_SECRET": SECRET}
    with running(tmp_path_factory.mktemp("single-sign-on"), **trusts) as console:
        yield console


@pytest.fixture
def accounts(console: Console) -> Iterator[Accounts]:
    engine: Engine = open_database(conversations_address(console.settings))
    found = Accounts(engine, AuditLog(engine))
    if found.find("ana@its.ms.gov") is None:
        found.add("ana@its.ms.gov", "Ana Reyes", ["editor"], None, who="test", why="a test")
    yield found
    engine.dispose()


def leave(member: Member) -> str:
    """Go to the provider; its address that sends the browser back."""
    response = member.get("/sign-in/provider")
    assert response.status_code == 303
    back = requests.get(response.headers["Location"], allow_redirects=False, timeout=10)
    return back.headers["Location"].removeprefix(member.console.address)


def test_whom_the_provider_vouches_for_is_let_in(
    console: Console, provider: Provider, accounts: Accounts
) -> None:
    member = Member(console)
    assert "Sign in with your state account" in words_of(member.get("/sign-in"))
    before = member.token
    assert member.get(leave(member)).headers["Location"] == "/"
    assert "Ana Reyes" in words_of(member.get("/")) and member.token != before
    assert accounts.require("ana@its.ms.gov").is_linked
    asked = provider.asked
    assert asked["code_challenge_method"] == "S256" and len(asked["state"]) > 20 and len(asked["nonce"]) > 20


def test_afterwards_the_subject_counts_and_not_the_address(
    console: Console, provider: Provider, accounts: Accounts
) -> None:
    first = Member(console)
    first.get(leave(first))
    provider.person = ANA | {"email": "ana.married@its.ms.gov"}
    member = Member(console)
    assert member.get(leave(member)).headers["Location"] == "/"
    provider.person = ANA | {"sub": "somebody else with the address of Ana"}
    other = Member(console)
    assert REFUSED in words_of(other.get(leave(other))) and not other.is_in


LIES = {
    "another nonce": {"nonce": "another"},
    "no nonce": {"nonce": None},
    "another issuer": {"iss": "https://evil.example"},
    "another audience": {"aud": "another-client"},
    "several audiences, not for us": {"aud": [CLIENT, "another"], "azp": "another"},
    "no audience": {"aud": None},
    "over": {"exp": 1_000_000_000},
    "of the future": {"iat": 4_000_000_000, "nbf": 4_000_000_000},
    "no subject": {"sub": None},
    "nobody we know": {"sub": "99", "email": "stranger@its.ms.gov"},
}


@pytest.mark.parametrize("lie", LIES)
def test_a_token_that_does_not_hold_lets_nobody_in(
    console: Console, provider: Provider, accounts: Accounts, lie: str
) -> None:
    provider.lies = LIES[lie]
    refuse(Member(console))


@pytest.mark.parametrize(
    "sign",
    ["sign_with_another_key", "sign_with_the_secret", "sign_with_the_public_key", "do_not_sign"],
)
def test_a_token_that_the_provider_did_not_sign_lets_nobody_in(
    console: Console, provider: Provider, accounts: Accounts, sign: str
) -> None:
    provider.sign = getattr(provider_module, sign)
    refuse(Member(console))


@pytest.mark.parametrize("verified", [False, None, "true", 1])
def test_an_address_that_was_not_verified_links_no_account(
    console: Console, provider: Provider, accounts: Accounts, verified: object
) -> None:
    name = "carl@its.ms.gov"
    if accounts.find(name) is None:
        accounts.add(name, "Carl", ["agent"], None, who="test", why="a test")
    provider.person = {"sub": "5", "email": name, "email_verified": verified}
    refuse(Member(console))
    assert not accounts.require(name).is_linked


def test_a_disabled_account_is_not_let_in(console: Console, provider: Provider, accounts: Accounts) -> None:
    ana = accounts.require("ana@its.ms.gov")
    accounts.disable(ana, who="test", why="a test")
    refuse(Member(console))
    accounts.enable(ana, who="test", why="a test")


@pytest.mark.parametrize("state", ["", "another"])
def test_an_answer_to_a_question_of_nobodys_is_refused(
    console: Console, provider: Provider, accounts: Accounts, state: str
) -> None:
    member = Member(console)
    code = parse_qs(urlsplit(leave(member)).query)["code"][0]
    response = member.get("/sign-in/back", params={"code": code, "state": state})
    assert REFUSED in words_of(response) and not member.is_in


def test_an_answer_is_worth_nothing_in_another_browser(
    console: Console, provider: Provider, accounts: Accounts
) -> None:
    mine, victim = Member(console), Member(console)
    back = leave(mine)
    leave(victim)
    assert REFUSED in words_of(victim.get(back)) and not victim.is_in


def test_a_ticket_moved_to_another_browser_is_worth_nothing(
    console: Console, provider: Provider, accounts: Accounts
) -> None:
    mine, victim = Member(console), Member(console)
    back = leave(mine)
    victim.get("/sign-in")
    ticket = mine.browser.cookies["missi-console-ticket"]
    victim.browser.cookies.set("missi-console-ticket", ticket, domain="127.0.0.1", path="/")
    assert REFUSED in words_of(victim.get(back)) and not victim.is_in


def test_an_answer_is_good_once(console: Console, provider: Provider, accounts: Accounts) -> None:
    member = Member(console)
    back = leave(member)
    member.get(back)
    token = member.token
    member.get(back)
    assert member.token == token or not member.is_in
    again = Member(console)
    assert REFUSED in words_of(again.get(back))


def test_a_provider_that_says_it_is_another_is_not_believed(
    console: Console, provider: Provider, accounts: Accounts
) -> None:
    provider.discovered = {"issuer": "https://evil.example"}
    member = Member(console)
    assert REFUSED in words_of(member.get("/sign-in/provider"))


def test_an_answer_that_names_another_issuer_is_refused(
    console: Console, provider: Provider, accounts: Accounts
) -> None:
    member = Member(console)
    assert REFUSED in words_of(member.get(leave(member) + "&iss=https://evil.example"))


def test_the_provider_may_refuse(console: Console, provider: Provider, accounts: Accounts) -> None:
    member = Member(console)
    state = parse_qs(urlsplit(leave(member)).query)["state"][0]
    response = member.get("/sign-in/back", params={"error": "access_denied", "state": state})
    assert REFUSED in words_of(response)


def refuse(member: Member) -> None:
    """Whoever comes back is told so, is not in, and the log says nothing of what was sent."""
    back = leave(member)
    assert REFUSED in words_of(member.get(back)) and not member.is_in
    log = member.console.log.read_text("utf-8", "replace")
    assert "Traceback" not in log and parse_qs(urlsplit(back).query)["code"][0] not in log
