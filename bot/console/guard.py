"""Decides first of all whether a visit is answered: host, sign-in, role, origin, and the form's token."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from urllib.parse import SplitResult, quote, urlsplit

from sanic.request import Request
from sanic.response import HTTPResponse, redirect

from bot.console.route import EVERYBODY, Route
from bot.console.visit import Visit
from bot.settings import LOOPBACK

SAFE = frozenset({"GET", "HEAD"})
LAST = 2**31 - 1
CSRF_FIELD = "csrf"
SIGN_IN, PASSWORD = "/sign-in", "/account"
STILL_OPEN = frozenset({"/account", "/account/password", "/sign-out"})
"""What somebody gets to whose password was set by somebody else."""


class Refused(Exception):
    """A visit that is not answered; `code` names its words in `words.yml`."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(code)
        self.status = status
        self.code = code


def find_visitor(visit: Visit) -> None:
    """Look up who is signed in with the browser's token."""
    visit.session = visit.desk.sessions.find(visit.caller.token) if visit.caller.token else None
    if visit.session and visit.session.is_open:
        account = visit.desk.accounts.get(visit.session.account)
        visit.account = account if account and not account.is_disabled else None


def admit(visit: Visit, route: Route) -> HTTPResponse | None:
    """Return where a visitor is sent instead, or None; raises Refused when there is nowhere to go."""
    if route.may == EVERYBODY:
        return None
    if visit.account is None:
        wanted = visit.path if route.method == "GET" and not visit.is_partial else "/"
        return redirect(f"{SIGN_IN}?next={quote(wanted)}", status=303)
    if visit.account.must_change and route.path not in STILL_OPEN:
        return redirect(PASSWORD, status=303)
    if not route.may.intersection(visit.account.roles):
        raise Refused(403, "role")
    return None


def require_host(request: Request, url: str) -> None:
    """Raise Refused unless the browser means us: else any site could point its own name at this machine."""
    host = request.headers.get("host", "").lower()
    if host != urlsplit(url).netloc and _split(f"//{host}").hostname not in LOOPBACK:
        raise Refused(400, "host")


def require_places(places: Mapping[str, object]) -> None:
    """Raise Refused for a number in the path that nothing can have: databases count no further."""
    if any(isinstance(place, int) and place > LAST for place in places.values()):
        raise Refused(404, "not_found")


def require_own_form(request: Request, visit: Visit) -> None:
    """Raise Refused unless a change was sent by a form of ours, shown to this very browser."""
    if request.method in SAFE:
        return
    host, url = request.headers.get("host", "").lower(), urlsplit(visit.desk.url)
    came = _split(request.headers.get("origin") or request.headers.get("referer", ""))
    if (came.scheme, came.netloc.lower()) != (url.scheme if host == url.netloc else "http", host):
        raise Refused(403, "origin")
    given = next(iter(visit.form.get(CSRF_FIELD, ())), "")
    if not visit.caller.token or not hmac.compare_digest(
        given.encode("utf-8", "replace"), visit.csrf.encode()
    ):
        raise Refused(403, "form")


def _split(address: str) -> SplitResult:
    """The parts of an address; none of what is no address, such as one with half a bracket."""
    try:
        return urlsplit(address)
    except ValueError:
        return SplitResult("", "", "", "", "")
