"""Every row of the table of routes with every role, and signed out: who may, may; nobody else."""

from __future__ import annotations

import re

import pytest
from sqlalchemy.engine import Engine

from bot.console.access.accounts import Accounts
from bot.console.access.roles import ROLES
from bot.console.desk import Desk
from bot.console.navigation import NAVIGATION
from bot.console.route import EVERYBODY, Route
from bot.console.routes import ROUTES
from bot.console.server import make_app
from bot.operations.oversight import Oversight
from tests.console.member import Member, enter
from tests.console.server import Console, add_account

TURNED_AWAY = "/sign-in?next="
NOBODY = 10_000_000
"""The number of an account that there is not, so that nothing is changed by looking."""


@pytest.fixture(scope="module")
def members(console: Console) -> dict[str, Member]:
    """Somebody in each role."""
    return {role: enter(console, role) for role in ROLES}


def path_of(route: Route) -> str:
    return route.path.replace("<identity:int>", str(NOBODY)).replace("<name>", "console.css")


def name_of(route: Route) -> str:
    return f"{route.method} {route.path}"


GUARDED = [route for route in ROUTES if route.may != EVERYBODY and route.path != "/sign-out"]


@pytest.mark.parametrize("route", ROUTES, ids=name_of)
def test_every_route_says_who_may(route: Route) -> None:
    assert route.may == EVERYBODY or (route.may and route.may <= ROLES.keys())
    assert route.method in ("GET", "POST")


def test_nothing_is_served_that_the_table_does_not_have(console: Console, database: Engine) -> None:
    app = make_app(Desk(Oversight(console.settings, database)))
    served = {
        (method, "/" + re.sub(r":str(?=>)", "", route.path).lstrip("/"))
        for route in app.router.routes
        for method in route.methods
    }
    assert served == {(route.method, route.path) for route in ROUTES}
    assert len(ROUTES) == len(served)


@pytest.mark.parametrize("route", GUARDED, ids=name_of)
@pytest.mark.parametrize("role", ROLES)
def test_a_role_gets_where_it_may_and_nowhere_else(
    members: dict[str, Member], role: str, route: Route
) -> None:
    member = members[role]
    response = member.get(path_of(route)) if route.method == "GET" else member.post(path_of(route))
    assert (response.status_code != 403) == (role in route.may), response.text
    assert TURNED_AWAY not in response.headers.get("Location", "")


@pytest.mark.parametrize("route", GUARDED, ids=name_of)
def test_whoever_is_signed_out_is_asked_who_they_are(stranger: Member, route: Route) -> None:
    path = path_of(route)
    response = stranger.get(path) if route.method == "GET" else stranger.post(path, csrf=stranger.csrf())
    assert response.status_code == 303
    assert response.headers["Location"].startswith(TURNED_AWAY)


@pytest.mark.parametrize("role", ROLES)
def test_the_navigation_shows_what_the_role_may_open_and_no_more(
    members: dict[str, Member], role: str
) -> None:
    page = members[role].get("/").text
    shown = set(re.findall(r'<li><a href="([^"]+)"', page.split("<nav", 1)[1].split("</nav>")[0]))
    links = {link.path for _, group in NAVIGATION for link in group}
    assert shown == {route.path for route in ROUTES if route.path in links and role in route.may}


def test_a_role_taken_away_counts_at_once(console: Console, accounts: Accounts) -> None:
    add_account(accounts, "shortlived", ("administrator",))
    member = enter(console, "shortlived")
    assert member.get("/staff").status_code == 200
    accounts.set_roles(accounts.require("shortlived"), ("agent",), who="test", why="a test")
    assert not member.is_in
    assert enter(console, "shortlived").get("/staff").status_code == 403
