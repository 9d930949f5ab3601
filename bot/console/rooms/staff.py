"""Staff: who may enter, in which roles; added, disabled, and given new passwords by administrators."""

from __future__ import annotations

from sanic.response import HTTPResponse

from bot.console.access.account import Account
from bot.console.guard import Refused
from bot.console.pages import go, show
from bot.console.visit import Visit
from bot.errors import OversightError

HERE = "/staff"
OWN = "this is your own account: ask another administrator"


def show_all(visit: Visit) -> HTTPResponse:
    """Every account, and a form for another one."""
    return _show_all(visit)


def add(visit: Visit) -> HTTPResponse:
    """Add an account; without a password it is for the single sign-on."""
    password = visit.secret("password") or None
    try:
        if password is None and visit.desk.single_sign_on is None:
            raise OversightError("password: expected one, since there is no single sign-on")
        visit.desk.accounts.add(
            visit.typed("name"),
            visit.typed("shown"),
            visit.chosen("roles"),
            password,
            who=visit.me.name,
            why=_why(visit),
        )
    except OversightError as error:
        return _show_all(visit, told=str(error))
    return go(HERE, "added" if password else "linked")


def show_one(visit: Visit, identity: int) -> HTTPResponse:
    """One account, and what can be done with it."""
    return _show_one(visit, _find(visit, identity))


def set_roles(visit: Visit, identity: int) -> HTTPResponse:
    """Change the roles of an account."""
    account = _find(visit, identity)
    try:
        _require_other(visit, account)
        visit.desk.accounts.set_roles(account, visit.chosen("roles"), who=visit.me.name, why=_why(visit))
    except OversightError as error:
        return _show_one(visit, account, told=str(error), at="roles")
    return go(f"{HERE}/{identity}", "roles")


def disable(visit: Visit, identity: int) -> HTTPResponse:
    """Let an account in no more."""
    account = _find(visit, identity)
    try:
        _require_other(visit, account)
        visit.desk.accounts.disable(account, who=visit.me.name, why=_why(visit))
    except OversightError as error:
        return _show_one(visit, account, told=str(error), at="disable")
    return go(f"{HERE}/{identity}", "disabled")


def enable(visit: Visit, identity: int) -> HTTPResponse:
    """Let a disabled account in again."""
    account = _find(visit, identity)
    try:
        visit.desk.accounts.enable(account, who=visit.me.name, why=_why(visit))
    except OversightError as error:
        return _show_one(visit, account, told=str(error), at="disable")
    return go(f"{HERE}/{identity}", "enabled")


def reset(visit: Visit, identity: int) -> HTTPResponse:
    """Set a password for somebody who cannot sign in any more."""
    account = _find(visit, identity)
    try:
        _require_other(visit, account)
        visit.desk.accounts.reset(account, visit.secret("password"), who=visit.me.name, why=_why(visit))
    except OversightError as error:
        return _show_one(visit, account, told=str(error), at="reset")
    return go(f"{HERE}/{identity}", "reset")


def _find(visit: Visit, identity: int) -> Account:
    account = visit.desk.accounts.get(identity)
    if account is None:
        raise Refused(404, "not_found")
    return account


def _require_other(visit: Visit, account: Account) -> None:
    """Nobody changes their own rights, or locks themselves out by a slip."""
    if account.id == visit.me.id:
        raise OversightError(OWN)


def _why(visit: Visit) -> str:
    return visit.typed("why")


def _show_all(visit: Visit, told: str | None = None) -> HTTPResponse:
    accounts, has_provider = visit.desk.accounts.all(), visit.desk.single_sign_on is not None
    given = {name: visit.typed(name) for name in ("name", "shown", "why")} | {"roles": visit.chosen("roles")}
    values = {"accounts": accounts, "has_provider": has_provider, "given": given, "told": told}
    return show(visit, "staff/all.html", 400 if told else 200, **values)


def _show_one(visit: Visit, account: Account, told: str | None = None, at: str = "") -> HTTPResponse:
    is_own = account.id == visit.me.id
    values = {"account": account, "is_own": is_own, "told": told, "at": at}
    return show(visit, "staff/one.html", 400 if told else 200, **values)
