"""Accounts, as administrators add and change them."""

from __future__ import annotations

import pytest

from bot.audit.log import AuditLog
from bot.console.access.accounts import Accounts
from tests.console.member import Member, enter, last_of, words_of
from tests.console.server import PASSWORD, Console, add_account


def test_staff_are_added_changed_and_disabled(
    console: Console, administrator: Member, accounts: Accounts, log: AuditLog
) -> None:
    form = {"name": "Dora@ITS.ms.gov", "shown": "Dora Lee", "roles": ["editor", "agent"], "why": "new"}
    response = administrator.post("/staff", form | {"password": "a first password"})
    assert response.headers["Location"] == "/staff?done=added"
    dora = accounts.require("dora@its.ms.gov")
    assert dora.roles == ("agent", "editor") and dora.must_change
    here = f"/staff/{dora.id}"
    assert administrator.post(f"{here}/roles", {"roles": "trainer", "why": "moved"}).status_code == 303
    assert accounts.require(dora.name).roles == ("trainer",)
    assert administrator.post(f"{here}/disable", {"why": "left"}).status_code == 303
    assert accounts.require(dora.name).is_disabled
    assert administrator.post(f"{here}/enable", {"why": "back"}).status_code == 303
    assert (
        administrator.post(f"{here}/reset", {"password": "yet another one", "why": "lost"}).status_code == 303
    )
    assert last_of(log) == ("administrator", "staff.reset", "staff:dora@its.ms.gov", "lost")
    assert Member(console).sign_in(dora.name, "yet another one").status_code == 303


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({"name": "two words"}, "name: expected a short name"),
        ({"name": "agent"}, "agent: there is an account of this name already"),
        ({"roles": []}, "role: expected some of"),
        ({"roles": ["king"]}, "got 'king'"),
        ({"password": "short"}, "password: expected 12 characters"),
        ({"password": ""}, "password: expected one, since there is no single sign-on"),
        ({"why": ""}, "why: expected a few words"),
        ({"shown": ""}, "shown name: expected"),
    ],
)
def test_an_account_that_cannot_be_is_told(
    administrator: Member, accounts: Accounts, form: dict[str, object], told: str
) -> None:
    good = {"name": "fine", "shown": "Fine", "roles": ["agent"], "password": "a first password", "why": "new"}
    response = administrator.post("/staff", good | form)
    assert response.status_code == 400 and told in words_of(response)
    assert accounts.find("fine") is None


def test_nobody_changes_their_own_rights(administrator: Member, accounts: Accounts) -> None:
    me = accounts.require("administrator")
    for what in ("roles", "disable", "reset"):
        form = {"roles": "agent", "password": PASSWORD, "why": "a slip"}
        assert administrator.post(f"/staff/{me.id}/{what}", form).status_code == 400
    assert accounts.require("administrator") == me


def test_the_last_administrator_stays_one(
    console: Console, accounts: Accounts, administrator: Member
) -> None:
    add_account(accounts, "second", ("administrator",))
    second = enter(console, "second")
    me, other = accounts.require("administrator"), accounts.require("second")
    assert administrator.post(f"/staff/{other.id}/disable", {"why": "a test"}).status_code == 303
    assert not second.is_in
    with pytest.raises(Exception, match="last administrator"):
        accounts.set_roles(me, ["agent"], who="test", why="a test")
