"""Signing in and out: with a name and a password, a code if the account has one, or the single sign-on."""

from __future__ import annotations

import logging
from urllib.parse import urlsplit

from sanic.response import HTTPResponse, redirect

from bot.console.access.entrance import Refusal
from bot.console.access.lockout import Locked
from bot.console.access.single_sign_on import NotVouched
from bot.console.guard import Refused
from bot.console.pages import go, show
from bot.console.visit import Visit

logger = logging.getLogger(__name__)
HOME, CODE = "/", "/sign-in/code"


def show_form(visit: Visit) -> HTTPResponse:
    """The page that asks who you are."""
    if visit.account:
        return go(HOME)
    return _show_form(visit, "", visit.asked("next"))


def enter(visit: Visit) -> HTTPResponse:
    """Take a name and a password."""
    name, after = visit.typed("name"), visit.typed("next")
    try:
        token, account = visit.desk.entrance.enter(name, visit.secret("password"), visit.caller)
    except (Refusal, Locked):  # both are told the same
        return _show_form(visit, name, after, error="sign_in")
    visit.fresh_token = token
    return go(CODE) if account.has_code else go(_local(after))


def show_code(visit: Visit) -> HTTPResponse:
    """The page that asks for a code."""
    if visit.session is None or visit.session.is_open:
        return go("/sign-in")
    return show(visit, "sign_in/code.html", error=None)


def give_code(visit: Visit) -> HTTPResponse:
    """Take a code."""
    if visit.session is None or visit.session.is_open:
        return go("/sign-in")
    try:
        visit.fresh_token, _ = visit.desk.entrance.give_code(visit.session, visit.typed("code"), visit.caller)
    except (Refusal, Locked):
        return show(visit, "sign_in/code.html", 403, error="code")
    return go(HOME)


def leave_for_provider(visit: Visit) -> HTTPResponse:
    """Go to the provider of the single sign-on."""
    if visit.desk.single_sign_on is None:
        raise Refused(404, "not_found")
    token = visit.fresh_token or visit.caller.token
    try:
        address, visit.fresh_ticket = visit.desk.single_sign_on.begin(token)
    except NotVouched as error:
        logger.error("console.sso.failed reason=%s", error)
        return _show_form(visit, "", "", error="single_sign_on")
    return redirect(address, status=303)


def come_back(visit: Visit) -> HTTPResponse:
    """Come back from the provider with what it says."""
    if visit.desk.single_sign_on is None:
        raise Refused(404, "not_found")
    visit.fresh_ticket = ""  # good for one time
    told = {name: visit.asked(name) for name in ("state", "code", "iss") if name in visit.query}
    try:
        identity = visit.desk.single_sign_on.finish(told, visit.ticket, visit.caller.token)
        visit.fresh_token, _ = visit.desk.entrance.let_in(identity, visit.caller)
    except NotVouched as error:
        logger.warning("console.sso.refused reason=%s", error)
        return _show_form(visit, "", "", error="single_sign_on")
    except Refusal:
        return _show_form(visit, "", "", error="single_sign_on")
    return go(HOME)


def leave(visit: Visit) -> HTTPResponse:
    """Sign out; the browser gets a new token, so that nothing shown before can be sent."""
    visit.desk.entrance.leave(visit.me, visit.caller.token)
    visit.fresh_token = ""
    return go("/sign-in", "signed-out")


def _show_form(visit: Visit, name: str, after: str, error: str | None = None) -> HTTPResponse:
    has_provider = visit.desk.single_sign_on is not None
    values = {"name": name, "next": _local(after), "has_provider": has_provider, "error": error}
    return show(visit, "sign_in/form.html", 403 if error else 200, **values)


def _local(path: str) -> str:
    """A page of ours to go on to; anything that could lead elsewhere becomes the first one."""
    parts = urlsplit(path)
    is_ours = path.startswith("/") and not path.startswith(("//", "/\\")) and not parts.netloc
    return path if is_ours and "\\" not in path and path.isprintable() else HOME
