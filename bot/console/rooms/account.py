"""My account: the password, codes of an authenticator app, and where I am signed in."""

from __future__ import annotations

from sanic.response import HTTPResponse

from bot.console.access.codes import draw_secret, find_step, new_secret, show_secret
from bot.console.access.entrance import Refusal
from bot.console.access.lockout import Locked
from bot.console.access.sessions import hash_token
from bot.console.pages import go, show
from bot.console.visit import Visit
from bot.errors import OversightError

HERE = "/account"


def show_account(visit: Visit) -> HTTPResponse:
    """The page of one's own account."""
    return _show(visit)


def change_password(visit: Visit) -> HTTPResponse:
    """Change one's own password, which needs the one before."""
    fresh = visit.secret("fresh")
    if not _is_confirmed(visit):
        return _show(visit, error="confirm", at="password")
    if fresh != visit.secret("again"):
        return _show(visit, error="repeat", at="password")
    if fresh == visit.secret("password"):
        return _show(visit, error="same", at="password")
    try:
        visit.desk.accounts.change_password(visit.me, fresh, token=visit.caller.token)
    except OversightError as error:
        return _show(visit, told=str(error), at="password")
    return go(HERE, "password")


def show_code(visit: Visit) -> HTTPResponse:
    """The page that shows a new secret for an authenticator app."""
    return _show_code(visit, new_secret())


def set_code(visit: Visit) -> HTTPResponse:
    """Ask for codes from now on, once the app has shown that it makes the right ones."""
    kept = visit.desk.vault.unlock(visit.typed("kept")) or {}
    if kept.get("account") != str(visit.me.id):
        return _show_code(visit, new_secret(), error="form")
    secret = kept["secret"]
    if not _is_confirmed(visit):
        return _show_code(visit, secret, error="confirm")
    step = find_step(secret, visit.typed("code"), None)
    if step is None:
        return _show_code(visit, secret, error="code")
    locked = visit.desk.vault.lock({"secret": secret})
    visit.desk.accounts.set_code(visit.me, locked, step, token=visit.caller.token)
    return go(HERE, "code-on")


def remove_code(visit: Visit) -> HTTPResponse:
    """Ask for no more codes."""
    if not _is_confirmed(visit):
        return _show(visit, error="confirm", at="code")
    visit.desk.accounts.set_code(visit.me, None, None, token=visit.caller.token)
    return go(HERE, "code-off")


def end_sessions(visit: Visit) -> HTTPResponse:
    """End all sessions but this one."""
    with visit.desk.engine.begin() as connection:
        visit.desk.audit.append(
            connection, who=visit.me.name, action="staff.sessions", subject=visit.me.subject, why="own choice"
        )
        visit.desk.sessions.end_all(connection, visit.me.id, but=visit.caller.token)
    return go(HERE, "sessions")


def _is_confirmed(visit: Visit) -> bool:
    """Whether the password came along: an open screen alone changes no way in."""
    try:
        visit.desk.entrance.confirm(visit.me, visit.secret("password"), visit.caller)
    except (Refusal, Locked):
        return False
    return True


def _show(visit: Visit, error: str | None = None, told: str | None = None, at: str = "") -> HTTPResponse:
    sessions = visit.desk.sessions.of(visit.me.id)
    mine = hash_token(visit.caller.token)
    values = {"sessions": sessions, "mine": mine, "error": error, "told": told, "at": at}
    return show(visit, "account/account.html", 400 if error or told else 200, **values)


def _show_code(visit: Visit, secret: str, error: str | None = None) -> HTTPResponse:
    kept = visit.desk.vault.lock({"account": str(visit.me.id), "secret": secret})
    drawn = draw_secret(secret, visit.me.name)
    values = {"secret": show_secret(secret), "drawn": drawn, "kept": kept, "error": error}
    return show(visit, "account/code.html", 400 if error else 200, **values)
