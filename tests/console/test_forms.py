"""Changes come from the console's own forms only, and nothing that anybody wrote becomes markup."""

from __future__ import annotations

import http.client
import re
import time

import pytest
from sqlalchemy import insert
from sqlalchemy.engine import Engine

from bot.audit.log import AuditLog
from bot.console.access.roles import ROLES
from bot.console.route import EVERYBODY, Route
from bot.console.routes import ROUTES
from bot.journal.tables import ENTRY
from bot.switches.state import Notice
from bot.switches.switchboard import FRESH_S, Switchboard
from tests.console.member import Member, enter
from tests.console.server import PASSWORD, Console
from tests.console.test_permissions import name_of, path_of

SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'>{{ 7191 * 3 }}"
CHANGES = [route for route in ROUTES if route.method == "POST"]
INLINE = re.compile(r"<script(?![^>]*\bsrc=)|<style|\son\w+=|\sstyle=|javascript:")


@pytest.mark.parametrize("route", CHANGES, ids=name_of)
@pytest.mark.parametrize("csrf", ["", "0" * 64], ids=["without", "of another"])
def test_without_the_forms_token_nothing_is_changed(
    console: Console, log: AuditLog, administrator: Member, route: Route, csrf: str
) -> None:
    before = log.head()
    response = administrator.post(path_of(route), csrf=csrf)
    assert response.status_code == 403 and "open for too long" in response.text
    assert log.head() == before and administrator.is_in


def test_the_token_of_one_browser_is_worth_nothing_in_another(console: Console, log: AuditLog) -> None:
    one, other = enter(console, "administrator"), enter(console, "administrator")
    before = log.head()
    what = {"what": "topic:roads", "why": "a test"}
    assert one.post("/switches/off", what, csrf=other.csrf("/account")).status_code == 403
    assert log.head() == before


@pytest.mark.parametrize(
    "origin",
    ["https://evil.example", "null", "http://127.0.0.1:1", "http://127.0.0.1.evil.example", "http://[", ""],
)
def test_a_form_from_elsewhere_is_refused(console: Console, administrator: Member, origin: str) -> None:
    response = administrator.post("/sign-out", Origin=origin)
    assert response.status_code == 403 and administrator.is_in


def test_another_name_for_this_machine_is_refused(administrator: Member) -> None:
    for path in ("/", "/sign-in", "/static/console.css"):
        assert administrator.get(path, headers={"Host": "evil.example:5080"}).status_code == 400


@pytest.mark.parametrize("path", ["/", "/sign-in", "/nowhere", "/static/console.css", "/health"])
def test_every_response_forbids_what_is_not_ours(administrator: Member, path: str) -> None:
    headers = administrator.get(path).headers
    policy = headers["Content-Security-Policy"]
    assert "unsafe" not in policy and "*" not in policy and "://" not in policy
    assert "frame-ancestors 'none'" in policy and headers["X-Content-Type-Options"] == "nosniff"


def test_no_page_holds_a_script_or_a_style_of_its_own(administrator: Member) -> None:
    for route in ROUTES:
        if route.method == "GET" and "<" not in route.path and "administrator" in route.may:
            page = administrator.get(route.path).text
            assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\son\w+=|\sstyle=|javascript:", page), (
                route.path
            )


def test_what_anybody_wrote_is_shown_as_it_was_written(console: Console, database: Engine) -> None:
    """Through every door: a notice, a reason, a name, an outcome and a channel of a citizen's turn."""
    board = Switchboard(database, AuditLog(database))
    notice = board.notify(Notice("", SCRIPT, SCRIPT, None, "info"), SCRIPT, SCRIPT)
    board.off("topic:roads", SCRIPT, SCRIPT)
    with database.begin() as connection:
        connection.execute(insert(ENTRY), turn(outcome=SCRIPT[:16], channel=SCRIPT[:40], question=SCRIPT))
    time.sleep(FRESH_S)
    administrator = enter(console, "administrator")
    administrator.browser.headers["User-Agent"] = SCRIPT
    administrator.sign_in("administrator")
    pages = ["/", "/switches", "/notices", "/audit", "/account", f"/audit?who={SCRIPT}&about={SCRIPT}"]
    shown = [administrator.get(path).text for path in pages]
    board.end(notice.id, "test", "a test")
    board.on("topic:roads", "test", "a test")
    for page in shown:
        assert "<script>alert" not in page and "<img src=x" not in page and "21573" not in page
        assert "&lt;script&gt;" in page


def turn(**values: object) -> dict[str, object]:
    """A row of the journal."""
    row = {"conversation": "web-xss", "at": time.time(), "channel": "web", "outcome": "answer"}
    return row | {"confidence": 0.0, "records": "", "answer": ""} | values


@pytest.mark.parametrize(
    "typed",
    ["' OR 1=1 --", "%", "_", "'; DROP TABLE staff_account; --", "\x00", "\ud800", "a" * 5000, "\u202e"],
)
def test_what_is_typed_is_never_a_query(console: Console, administrator: Member, typed: str) -> None:
    quoted = typed.encode("utf-8", "surrogatepass")
    for name in ("who", "action", "about", "first", "last", "before"):
        response = administrator.get("/audit", params={name: quoted})
        assert response.status_code == 200, name
    member = Member(console)
    form = {"name": quoted, "password": quoted, "next": quoted}
    assert member.post("/sign-in", form, csrf=member.csrf()).status_code == 403
    for role in ROLES:
        assert enter(console, role).is_in


def test_a_percent_sign_finds_only_a_percent_sign(administrator: Member) -> None:
    assert "No entry fits" in administrator.get("/audit", params={"about": "100%_sure"}).text


def test_a_host_that_is_none_is_refused(console: Console) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", console.port, timeout=30)
    connection.request("GET", "/sign-in", headers={"Host": "[::1"})
    assert connection.getresponse().status == 400
    connection.close()


def test_a_number_that_no_database_counts_to_is_nobodys(administrator: Member) -> None:
    for path in ("/drafts", "/jobs"):
        assert administrator.get(f"{path}/{2**31}").status_code == 404
        assert administrator.get(f"{path}/{10**30}").status_code == 404


def test_a_form_that_cannot_be_read_is_one_line_of_the_log(console: Console, stranger: Member) -> None:
    kind = {"Content-Type": "application/x-www-form-urlencoded", "Origin": console.address}
    asked = stranger.browser.post(console.address + "/sign-in", data=b"name=\xff", headers=kind, timeout=30)
    log = console.log.read_text("utf-8", "replace")
    assert asked.status_code == 403
    assert "console.failed error=UnicodeDecodeError" in log and "Traceback" not in log


def test_a_form_that_is_too_large_is_refused(administrator: Member) -> None:
    response = administrator.post("/sign-out", {"filler": "a" * 400_000}, csrf="x")
    assert response.status_code == 413 and administrator.is_in


def test_without_a_session_no_page_tells_anything(console: Console, stranger: Member) -> None:
    for route in ROUTES:
        if route.may != EVERYBODY and route.method == "GET":
            assert stranger.get(path_of(route)).text == ""
    assert PASSWORD not in console.log.read_text("utf-8", "replace")
