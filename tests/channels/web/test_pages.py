"""The pages: a conversation without JavaScript, the portal, the widget's files, and transcripts."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlencode

import pytest
from markupsafe import escape

from bot.channels.web.files import read_files
from bot.channels.web.pages import split_blocks
from bot.channels.web.statements import STATEMENT, read_statement
from tests.channels.web.citizen import API, Citizen, Reply
from tests.channels.web.conftest import Channel

FORM = "application/x-www-form-urlencoded"
HOSTILE = '<script>alert("x")</script> & <b>bold</b>'


class Form(HTMLParser):
    """The fields of a page's forms, all together, and the values of its buttons."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self.buttons: dict[str, list[str]] = {}
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """See parent class."""
        found = {name: value or "" for name, value in attrs}
        if tag == "input" and "name" in found:
            self.fields.setdefault(found["name"], found.get("value", ""))
        if tag == "button" and "name" in found:
            self.buttons.setdefault(found["name"], []).append(found["value"])


def submit(port: int, **fields: str) -> Reply:
    return Citizen(port).sends("POST", "/chat/plain", urlencode(fields).encode(), Content_Type=FORM)


def test_a_whole_conversation_without_javascript(channel: Channel) -> None:
    port = channel.ports[0]
    form = Form(Citizen(port).sends("GET", "/chat/plain").body)
    assert form.fields["token"] == "", "a look alone begins no conversation"
    first = submit(port, id=form.fields["id"], text="choose service:dl-renew service:snap")
    form = Form(first.body)
    assert "choice" in form.buttons and form.fields["token"]
    choice = form.buttons["choice"][1]
    chosen = submit(channel.ports[1], token=form.fields["token"], id=form.fields["id"], choice=choice)
    assert b"About service:snap" in chosen.body
    told = submit(port, token=form.fields["token"], text="tell service:dl-renew")
    assert b'href="tel:+16019871212"' in told.body and b"$24 for Class R" in told.body
    again = submit(port, token=form.fields["token"], do="restart")
    assert b"Hello!" in again.body
    saved = submit(port, token=form.fields["token"], do="text")
    assert saved.headers["content-disposition"].startswith("attachment")
    gone = submit(port, token=form.fields["token"], do="delete")
    assert b"is deleted" in gone.body and b"About service:snap" not in gone.body
    assert submit(port, token=form.fields["token"], text="hi").status == 401


def test_the_same_form_sent_twice_asks_once(channel: Channel) -> None:
    form = Form(submit(channel.ports[0], text="first").body)
    fields = {"token": form.fields["token"], "id": form.fields["id"], "text": "second"}
    pages = [submit(channel.ports[0], **fields).body for _ in range(2)]
    assert pages[1].count(b"</span> second") == 1


@pytest.mark.parametrize(
    ("fields", "status", "told"),
    [
        ({"text": "x" * 1001}, 400, "too long"),
        ({"token": "forged", "text": "hi"}, 401, "has ended"),
        ({"choice": "/restart"}, 400, "read that request"),
        ({}, 400, "read that request"),
        ({f"field{n}": "x" for n in range(50)}, 400, "read that request"),
    ],
)
def test_what_goes_wrong_is_told_on_the_page(
    channel: Channel, fields: dict[str, str], status: int, told: str
) -> None:
    reply = submit(channel.ports[0], **fields)
    assert reply.status == status and told in reply.body.decode()
    assert b'role="alert"' in reply.body and b'name="text"' in reply.body


def test_markup_stays_text_on_every_page(channel: Channel) -> None:
    page = submit(channel.ports[0], text=HOSTILE).body.decode()
    token = Form(page.encode()).fields["token"]
    citizen = Citizen(channel.ports[0], token)
    pages = [page, citizen.sends("GET", f"{API}/transcript?format=html").body.decode()]
    for shown in pages:
        assert "<script>alert" not in shown and "<b>bold" not in shown
        assert shown.count("&lt;script&gt;alert") >= 2  # question and reply


def test_transcripts_come_as_text_page_and_data(citizen: Citizen) -> None:
    citizen.says(HOSTILE)
    citizen.says("tell service:dl-renew event:holiday-christmas-day")
    text = citizen.sends("GET", f"{API}/transcript?format=text")
    assert text.headers["content-type"] == "text/plain; charset=utf-8"
    assert f"You: {HOSTILE}" in text.body.decode() and "Cost: $24" in text.body.decode()
    page = citizen.sends("GET", f"{API}/transcript?format=html")
    assert page.body.decode().startswith("<!doctype html>"), "one page that needs nothing else"
    assert not re.search(r'(?:src|<link[^>]* href)="', page.body.decode())
    data = citizen.sends("GET", f"{API}/transcript?format=json")
    assert data.data["turns"] == citizen.turns()
    for reply in (text, page, data):
        assert reply.headers["content-disposition"].startswith('attachment; filename="missi-conversation.')
        assert reply.headers["x-content-type-options"] == "nosniff"
    assert citizen.sends("GET", f"{API}/transcript?format=exe").code == "bad_request"


def test_the_portal_says_that_it_is_a_demonstration_and_embeds_the_widget(channel: Channel) -> None:
    page = Citizen(channel.ports[0]).sends("GET", "/chat/").body.decode()
    assert "not an official website or product of the State of Mississippi" in page
    assert '<script type="module" src="/chat/widget.js"></script>' in page and "<missi-chat>" in page
    assert 'data-missi-ask="Renew a driver license"' in page and "Christmas Day" in page
    assert "In danger? Call 911" in page
    choice = Form(page.encode()).buttons["choice"][0]
    assert submit(channel.ports[0], choice=choice).status == 200, "its services work without JavaScript too"


def test_the_accessibility_statement_is_that_of_the_documentation(channel: Channel) -> None:
    page = Citizen(channel.ports[0]).sends("GET", "/chat/accessibility").body.decode()
    for line in STATEMENT.read_text(encoding="utf-8").splitlines():
        assert str(escape(line.lstrip("#- "))) in page
    assert page.count("<h1>") == 1


def test_a_statement_is_read_block_by_block(tmp_path: Path) -> None:
    path = tmp_path / "statement.md"
    path.write_text("# Title\n\nOne\nline.\n## Part\n- a b\n- c\n\nEnd\n")
    told = ("title", "Title"), ("paragraph", "One line."), ("heading", "Part"), ("list", ["a b", "c"])
    assert read_statement(path) == (*told, ("paragraph", "End"))


def test_its_style_is_sent_only_when_it_has_changed(channel: Channel) -> None:
    citizen = Citizen(channel.ports[0])
    style = citizen.sends("GET", "/chat/pages.css")
    assert style.headers["cache-control"] == "no-cache"
    assert citizen.sends("GET", "/chat/pages.css", If_None_Match=style.headers["etag"]).status == 304


def test_the_version_is_that_of_all_files_and_stands_in_the_entry(tmp_path: Path) -> None:
    (tmp_path / "widget.js").write_text('import "./assets/__VERSION__/chat.js";')
    (tmp_path / "panel.css").write_text("1")
    (tmp_path / "notes.md").write_text("not served")
    before = read_files(tmp_path)
    assert set(before.contents) == {"widget.js", "panel.css"}
    assert before.contents["widget.js"] == f'import "./assets/{before.version}/chat.js";'.encode()
    (tmp_path / "panel.css").write_text("2")
    after = read_files(tmp_path)
    assert after.version != before.version
    # printf 2 | openssl dgst -sha384 -binary | openssl base64 -A
    digest = "0GNFdwXWbW8BbkzddH2zr41w6/02ut1j3myMpKnYv7XYdOf711CqgE3K3a5+7vUe"
    assert after.integrity["panel.css"] == f"sha384-{digest}"


def test_a_text_is_split_into_paragraphs_and_lists() -> None:
    assert split_blocks("You need:\n• a\n• b\n\nThen go.") == ["You need:", ["a", "b"], "Then go."]
    assert split_blocks("") == []


def test_the_lab_is_shown_and_answers(channel: Channel) -> None:
    citizen = Citizen(channel.ports[0])
    assert "One answer on every channel" in citizen.sends("GET", "/chat/lab").body.decode()
    told = citizen.sends("POST", "/chat/lab", urlencode({"text": "hello"}).encode(), Content_Type=FORM)
    assert told.status == 200 and told.body.decode().count("You said: hello") >= 5
    assert citizen.sends("POST", "/chat/lab", b"{}", Content_Type="application/json").status == 415
