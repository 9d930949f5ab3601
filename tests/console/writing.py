"""Writes drafts of records in the console, and decides them, as people do."""

from __future__ import annotations

import re

import requests

from tests.console.member import Member, words_of


def write(editor: Member, slug: str, then: str = "submit", **typed: str) -> str:
    """Send the form of a new question and answer; return the path of its draft."""
    form = {
        "id": f"faq:{slug}",
        "base": "0",
        "title": f"About {slug}",
        "summary": f"All of {slug}.",
        "why": "New.",
    }
    response = editor.post("/knowledge/save", form | {"asks": f"What is {slug}?", "then": then} | typed)
    assert response.status_code == 303, words_of(response)
    return response.headers["Location"].partition("?")[0]


def seen(member: Member, path: str) -> str:
    found = re.search(r'name="seen" value="([^"]+)"', member.get(path).text)
    assert found
    return found[1]


def decide(member: Member, path: str, action: str = "approve", why: str = "Right.") -> requests.Response:
    return member.post(f"{path}/{action}", {"seen": seen(member, path), "why": why})
