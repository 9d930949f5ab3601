"""A citizen on the web and a person at a desk, over HTTP, in processes of their own over one database."""

from __future__ import annotations

import http.client
import json
import time
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import jwt
import pytest
from sqlalchemy import select
from sqlalchemy.engine import Engine

from bot.audit.log import AuditLog
from bot.channels.base.tables import CONVERSATION, TURN
from bot.engine.tables import TURN as TRACKED
from bot.retention.retention import Retention
from tests.channels.web.citizen import API, LOOPBACK, Citizen
from tests.channels.web.conftest import Channel, running
from tests.conftest import DATABASES, empty_database, opened

TOKENS = {"Ana of ITS": "a" * 32, "Ben": "b" * 32}
ALWAYS = "mon-sun 0:00-23:59"
HELLO = "Hi, I'm Ana. Is it 4111 1111 1111 1111 that you lost?"
DESK = "/agents/api/v1"


@dataclass(frozen=True)
class Agent:
    """A person at a desk."""

    name: str
    port: int

    def calls(self, method: str, path: str, body: Any = None, status: int = 200) -> Any:
        """The JSON of a call that ends with a status."""
        connection = http.client.HTTPConnection(LOOPBACK, self.port, timeout=40)
        headers = {"Authorization": f"Bearer {TOKENS.get(self.name, self.name)}"}
        try:
            connection.request(method, DESK + path, None if body is None else json.dumps(body), headers)
            response = connection.getresponse()
            content = response.read()
            assert response.status == status, content
            return json.loads(content)
        finally:
            connection.close()


@pytest.fixture(scope="module", params=DATABASES)
def staffed(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, knowledge: str
) -> Iterator[Channel]:
    folder = tmp_path_factory.mktemp("staffed")
    tokens = ", ".join(f"{name}:{token}" for name, token in TOKENS.items())
    settings = {"MISSI_AGENT_TOKENS": tokens, "MISSI_OFFICE_HOURS": ALWAYS}
    with empty_database(request, folder) as database:
        with running(folder, database, knowledge, count=2, **settings) as started:
            yield started


@pytest.fixture
def database(staffed: Channel) -> Iterator[Engine]:
    with opened(staffed.database) as engine:
        yield engine


@pytest.fixture
def ana(staffed: Channel) -> Agent:
    """Ana, at the other process than the citizens; she is at work."""
    agent = Agent("Ana of ITS", staffed.ports[1])
    agent.calls("GET", "/queue")
    return agent


@pytest.fixture
def citizen(staffed: Channel) -> Citizen:
    return staffed.citizen()


def texts(turn: Any) -> list[str]:
    return list(turn["reply"]["texts"])


def wait_for(agent: Agent) -> str:
    """The conversation that waits."""
    (waiting,) = agent.calls("GET", "/queue")["queue"]
    return str(waiting["conversation"])


def stands(citizen: Citizen) -> Any:
    """What a page is told of the person there, or waited for."""
    return next(data for name, data in citizen.events(after=10**6) if name == "person")


def test_a_whole_talk_with_a_person(citizen: Citizen, ana: Agent, database: Engine) -> None:
    turn = citizen.says("person")
    assert "You are number 1 in line." in texts(turn)[0] and "You said: person" in texts(turn)
    assert stands(citizen) == {"owner": "queued", "agent": None, "position": 1, "wait": None}
    assert texts(citizen.says("are you there?")) == [
        "You are number 1 in line. A person will read what you write here."
    ]
    conversation = wait_for(ana)
    shown = ana.calls("POST", f"/conversations/{conversation}/take")
    assert shown["agent"] == "Ana of ITS"
    assert [t["question"]["text"] for t in shown["turns"][:2]] == ["person", "are you there?"]
    assert stands(citizen) == {"owner": "agent", "agent": "Ana of ITS", "position": None, "wait": None}
    ana.calls("POST", f"/conversations/{conversation}/messages", {"text": HELLO}, status=201)
    with ThreadPoolExecutor(1) as pool:
        after = shown["last"] + 1  # behind what Ana said
        waiting = pool.submit(ana.calls, "GET", f"/conversations/{conversation}?after={after}&wait=20")
        time.sleep(0.3)
        assert texts(citizen.says("thank you so much")) == []
        assert waiting.result()["turns"][0]["question"]["text"] == "thank you so much"
    replies = [t["reply"] for t in citizen.turns()]
    joined, said = replies[2], replies[3]
    assert joined["texts"] == ["Ana of ITS has joined this chat. You are now talking with a person."]
    assert (
        said["texts"] == ["Hi, I'm Ana. Is it [card number] that you lost?"]
        and said["agent"] == "Ana of ITS"
        and "agent" not in joined
    )
    ana.calls("POST", f"/conversations/{conversation}/return")
    assert texts(citizen.says("hello")) == ["You said: hello"]
    with database.connect() as connection:
        kept = str(connection.execute(select(TRACKED)).all())
    assert "thank you so much" not in kept and "are you there" not in kept, "Rasa hears nothing of it"


def test_without_javascript_a_button_looks_for_what_the_person_says(staffed: Channel, ana: Agent) -> None:
    citizen = Citizen(staffed.ports[0])
    form = {"Content_Type": "application/x-www-form-urlencoded"}
    page = citizen.sends("POST", "/chat/plain", b"text=person", **form).body.decode()
    assert "You are number 1 in line." in page and "Look for new messages" in page
    conversation = wait_for(ana)
    ana.calls("POST", f"/conversations/{conversation}/take")
    ana.calls("POST", f"/conversations/{conversation}/messages", {"text": "How can I help?"}, status=201)
    token = page.partition('name="token" value="')[2].partition('"')[0]
    looked = citizen.sends("POST", "/chat/plain", f"token={token}&do=look".encode(), **form).body.decode()
    assert '<p class="who">Ana of ITS:</p>' in looked and "How can I help?" in looked
    ana.calls("POST", f"/conversations/{conversation}/close")


def test_only_agents_get_in_and_only_to_what_is_theirs(citizen: Citizen, ana: Agent) -> None:
    stranger, ben = Agent("c" * 32, ana.port), Agent("Ben", ana.port)
    for method, path in (("GET", "/queue"), ("GET", "/contacts"), ("POST", "/conversations/x/take")):
        assert stranger.calls(method, path, status=401) == {"error": {"code": "unauthorized"}}
    assert Agent("", ana.port).calls("GET", "/queue", status=401)
    assert Agent("\xff", ana.port).calls("GET", "/queue", status=401)
    citizen.says("hello")
    sender = sender_of(citizen)
    assert ana.calls("GET", f"/conversations/{sender}", status=404)
    assert ana.calls("POST", f"/conversations/{sender}/take", status=409)
    assert ana.calls("POST", f"/conversations/{sender}/messages", {"text": "Hi"}, status=409)
    citizen.says("person")
    ben.calls("POST", f"/conversations/{sender}/take")
    assert ana.calls("POST", f"/conversations/{sender}/take", status=409)
    assert ana.calls("GET", f"/conversations/{sender}", status=404)
    assert ana.calls("POST", f"/conversations/{sender}/close", status=409)
    for text in ("", 5, "x" * 2001):
        assert ben.calls("POST", f"/conversations/{sender}/messages", {"text": text}, status=400)
    ben.calls("POST", f"/conversations/{sender}/close")
    assert "Ben has ended this talk." in texts(citizen.turns()[-1])[0]


def sender_of(citizen: Citizen) -> str:
    """What the conversation of a token is called."""
    return "web-" + str(jwt.decode(citizen.token, options={"verify_signature": False})["sub"])


def test_danger_gets_its_number_whoever_owns_the_conversation(citizen: Citizen, ana: Agent) -> None:
    citizen.says("person")
    ana.calls("POST", f"/conversations/{wait_for(ana)}/take")
    turn = citizen.says("I am having a heart attack")
    assert turn["reply"]["emergency"] and "911" in texts(turn)[0]
    ana.calls("POST", f"/conversations/{sender_of(citizen)}/close")


NAME, PHONE = "Quartz Xylophonedoe", "601-555-0199"


def test_a_contact_request_leaves_nothing_readable_anywhere(
    staffed: Channel, ana: Agent, database: Engine
) -> None:
    citizen = staffed.citizen()
    citizen.says("offer /leave_contact")
    pressed = {"id": uuid.uuid4().hex, "choice": "/leave_contact"}
    turn = citizen.sends("POST", f"{API}/messages", pressed).data["turn"]
    assert "What name" in texts(turn)[0]
    first = citizen.asks(NAME, "message-name").data["turn"]
    assert first["question"]["text"] == "[name or number]"
    assert citizen.asks(NAME, "message-name").data["turn"] == first, "sent twice, taken once"
    (told,) = texts(citizen.says(f"call {PHONE} please"))
    (request,) = ana.calls("GET", "/contacts")["contacts"]
    assert (request["name"], request["reach"]) == (NAME, PHONE) and request["reference"] in told
    for table in (TURN, TRACKED, CONVERSATION):
        with database.connect() as connection:
            rows = str(connection.execute(select(table)).all())
        assert "Xylophonedoe" not in rows and "0199" not in rows
    for path in staffed.folder.rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        assert b"Xylophonedoe" not in content and PHONE.encode() not in content, path
    ana.calls("POST", f"/contacts/{request['reference']}/close")
    assert ana.calls("GET", "/contacts")["contacts"] == []


def test_deleting_by_words_asks_once_and_leaves_nothing(
    citizen: Citizen, ana: Agent, database: Engine
) -> None:
    citizen.says("xylophonequartz is what I said")
    citizen.says("delete")
    events = citizen.events(after=2)
    next(events)
    turn = citizen.says("yes please")
    assert texts(turn)[0].startswith("Done. This conversation is deleted")
    assert "deleted" in [name for name, _ in events]
    for table in (TURN, TRACKED):
        with database.connect() as connection:
            assert "xylophonequartz" not in str(connection.execute(select(table)).all())
    assert citizen.asks("hello").code == "unauthorized"


def test_a_held_conversation_is_not_deleted(staffed: Channel, database: Engine, citizen: Citizen) -> None:
    citizen.says("hello")
    sender = sender_of(citizen)
    retention = Retention(database, AuditLog(database), "s" * 32, most_days=90, idle_days=30)
    retention.hold(sender, who="Ana", why="case 12")
    citizen.says("delete")
    assert "must be kept for now" in texts(citizen.says("yes"))[0]
    assert citizen.sends("DELETE", f"{API}/conversation").code == "held"
    retention.release(sender, who="Ana", why="closed")
    assert citizen.sends("DELETE", f"{API}/conversation").status == 204


def test_the_page_knows_when_people_are_there(staffed: Channel) -> None:
    people = Citizen(staffed.ports[0]).sends("GET", f"{API}/config").data["people"]
    assert people["days"] == [0, 6] and people["opens"] == "00:00" and people["closes"] == "23:59"


def test_no_log_has_a_word_of_it(staffed: Channel) -> None:
    assert "Traceback" not in staffed.log and "Quartz" not in staffed.log and "a" * 32 not in staffed.log
