"""What staff do in each room, and what the audit log says of it afterwards."""

from __future__ import annotations

import time
from datetime import datetime, timedelta

import pytest
from sqlalchemy import delete, insert
from sqlalchemy.engine import Engine

from bot.audit.log import AuditLog
from bot.audit.tables import ENTRY as AUDIT
from bot.channels.base.tables import FEEDBACK
from bot.console.rooms.home.day import read_day
from bot.handoff.tables import HANDOFF
from bot.journal.tables import ENTRY
from bot.settings import STATE_TIME
from bot.switches.switchboard import FRESH_S, Switchboard
from tests.console.member import Member, enter, last_of, words_of
from tests.console.server import Console
from tests.console.test_forms import turn


@pytest.fixture
def board(database: Engine, log: AuditLog) -> Switchboard:
    return Switchboard(database, log)


def test_a_topic_is_switched_off_and_on_again(
    administrator: Member, board: Switchboard, log: AuditLog
) -> None:
    form = {"what": "topic:roads", "why": "wrong figures"}
    assert administrator.post("/switches/off", form).headers["Location"] == "/switches?done=switched-off"
    assert board.now().topics["roads"].why == "wrong figures"
    assert last_of(log) == ("administrator", "switch.off", "topic:roads", "wrong figures")
    assert "wrong figures" in words_of(administrator.get("/")), "home tells what is off"
    form["why"] = "mended"
    assert administrator.post("/switches/on", form).headers["Location"] == "/switches?done=switched-on"
    assert last_of(log) == ("administrator", "switch.on", "topic:roads", "mended")


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({"what": "topic:roads", "why": ""}, "why: expected a few words"),
        ({"what": "topic:nowhere", "why": "x"}, "there is none of this name"),
        ({"what": "service", "why": "x"}, "expected a channel or a topic"),
        ({"what": "", "why": "x"}, "expected a channel or a topic"),
    ],
)
def test_a_switch_that_makes_no_sense_is_told(
    administrator: Member, log: AuditLog, form: dict[str, str], told: str
) -> None:
    before = log.head()
    response = administrator.post("/switches/off", form)
    assert response.status_code == 400 and told in words_of(response)
    assert log.head() == before


def test_the_whole_service_goes_off_only_when_that_was_typed(
    console: Console, administrator: Member, board: Switchboard
) -> None:
    form = {"why": "a flood", "typed": "yes"}
    assert administrator.post("/switches/service/off", form).status_code == 400
    assert board.now().service is None
    form["typed"] = "Switch off"
    assert administrator.post("/switches/service/off", form).status_code == 303
    assert "The whole service is off" in words_of(enter(console, "agent").get("/"))
    assert enter(console, "approver").post("/switches/on", {"what": "service", "why": "x"}).status_code == 400
    assert administrator.post("/switches/service/on", {"why": "over"}).status_code == 303
    time.sleep(FRESH_S)
    assert board.now().service is None


def test_a_notice_is_put_up_and_taken_down_and_can_be_put_up_again(
    administrator: Member, board: Switchboard, log: AuditLog
) -> None:
    form = {
        "text": "Boil your water.",
        "text_es": "Hierva el agua.",
        "level": "emergency",
        "why": "a broken main",
    }
    form |= {"counties": "leflore", "ends": "2030-01-31T12:00"}
    assert administrator.post("/notices", form).status_code == 303
    (notice,) = board.notices()
    assert (notice.text, notice.counties, notice.level) == ("Boil your water.", ("leflore",), "emergency")
    assert notice.ends == datetime(2030, 1, 31, 12, tzinfo=STATE_TIME).timestamp()
    assert "Boil your water." in words_of(administrator.get("/"))
    page = administrator.post("/notices/end", {"id": notice.id, "why": "mended"})
    assert board.notices() == () and last_of(log)[1:] == ("notice.end", f"notice:{notice.id}", "mended")
    for kept in ('value="Boil your water."', 'value="2030-01-31T12:00"', 'value="leflore" checked'):
        assert kept in page.text


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"text": ""}, "text: expected a few words"),
        ({"url": "javascript:alert(1)"}, "address: expected one that begins with https://"),
        ({"counties": "atlantis"}, "there is none of this name"),
        ({"level": "loud"}, "level: expected one of"),
        ({"ends": "2020-01-01T00:00"}, "ends: expected a time to come"),
        ({"starts": "soon"}, "starts: expected a time such as"),
    ],
)
def test_a_notice_that_makes_no_sense_is_told_and_keeps_what_was_typed(
    administrator: Member, board: Switchboard, change: dict[str, str], told: str
) -> None:
    form = {"text": "Boil your water.", "level": "info", "why": "typed with care"} | change
    response = administrator.post("/notices", form)
    assert response.status_code == 400 and told in words_of(response)
    assert 'value="typed with care"' in response.text and board.notices() == ()


def test_the_audit_log_is_found_by_who_what_and_when(administrator: Member, board: Switchboard) -> None:
    board.off("topic:outdoors", "Zelda", "a very special reason")
    board.on("topic:outdoors", "Zelda", "over")
    found = words_of(administrator.get("/audit", params={"who": "zelda", "action": "switch"}))
    assert "a very special reason" in found and "2026" in found
    for params in ({"about": "very special"}, {"about": "topic:outdoors"}, {"first": "2020-01-01"}):
        assert "a very special reason" in words_of(administrator.get("/audit", params=params))
    for params in ({"who": "nobody"}, {"last": "2020-01-01"}, {"first": "2999-01-01"}, {"action": "hold"}):
        assert "No entry fits" in words_of(administrator.get("/audit", params=params))


def test_older_entries_follow_page_by_page(console: Console, database: Engine, log: AuditLog) -> None:
    with database.begin() as connection:
        for number in range(60):
            log.append(connection, who="pager", action="test", subject="s", why=f"number {number}.")
    auditor = enter(console, "analyst")
    first = auditor.get("/audit", params={"who": "pager"}).text
    assert "number 59." in first and "number 9." not in first
    older = first.split('href="/audit?')[1].split('"')[0].replace("&amp;", "&")
    second = auditor.get(f"/audit?{older}").text
    assert "number 9." in second and "number 10." not in second


def test_a_script_gets_the_entries_alone(administrator: Member) -> None:
    part = administrator.get("/audit", headers={"HX-Request": "true"}).text
    assert part.lstrip().startswith("<div") and "<html" not in part


def test_the_log_is_verified_and_a_change_is_found(
    tmp_path: object, console: Console, database: Engine
) -> None:
    auditor = enter(console, "analyst")
    assert "all as they were written" in words_of(auditor.post("/audit/verify"))
    (console.settings.var / "audit-head").write_text(f"1:{'0' * 64}\n")
    assert "The log was changed" in words_of(auditor.post("/audit/verify"))
    (console.settings.var / "audit-head").unlink()


def test_home_tells_each_role_what_needs_it(console: Console, database: Engine) -> None:
    now = time.time()
    waiting = {"sender": "web-1", "channel": "web", "owner": "queued", "since": now - 600}
    vote = {"conversation": "web-1", "seq": 1, "at": now, "vote": "down", "outcome": "answer"}
    with database.begin() as connection:
        connection.execute(insert(HANDOFF), waiting)
        connection.execute(insert(FEEDBACK), vote)
    agent, trainer = (words_of(enter(console, role).get("/")) for role in ("agent", "trainer"))
    with database.begin() as connection:
        connection.execute(delete(HANDOFF))
        connection.execute(delete(FEEDBACK))
    assert "1 citizen waits for a person , the first for 10 min" in agent and "voted down" not in agent
    assert "1 answer was voted down" in trainer and "waits" not in trainer


def test_a_day_begins_at_midnight_in_the_state(database: Engine) -> None:
    now = datetime(2031, 3, 10, 9, 30, tzinfo=STATE_TIME)
    ago = {"answer": [0.5, 9.4], "refuse": [9.6, 24.5], "clarify": [33.4], "error": [33.6, 23.9]}
    rows = [
        turn(outcome=outcome, at=(now - timedelta(hours=hours)).timestamp())
        for outcome, past in ago.items()
        for hours in past
    ]
    with database.begin() as connection:
        connection.execute(insert(ENTRY), rows)
    day = read_day(database, now)
    assert (day.turns, day.yesterday) == (2, 2)
    told = {line.name: (line.today, line.yesterday) for line in day.outcomes}
    assert told == {"answer": (2, 0), "refuse": (0, 1), "clarify": (0, 1)}


def test_the_console_and_the_command_line_keep_one_log(log: AuditLog, database: Engine) -> None:
    with database.connect() as connection:
        assert connection.execute(AUDIT.select().limit(1)).first() is not None
    assert log.verify() is None
