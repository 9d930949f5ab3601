"""The stories and rules that there are, and conversations that a story may be built from."""

from __future__ import annotations

from urllib.parse import unquote

from sanic.response import HTTPResponse

from bot.authoring.stories import write_story
from bot.authoring.story_changes import RemoveStory
from bot.console.guard import Refused
from bot.console.pages import show
from bot.console.rooms.stories.dialogue import tell
from bot.console.rooms.training.drafting import draft
from bot.console.visit import Visit
from bot.journal.talks import list_talks

HERE = "/stories"
LATEST = 400  # questions whose conversations are offered


def show_all(visit: Visit) -> HTTPResponse:
    """Every story and rule, or those that hold some words."""
    now, words = visit.desk.study.now(), visit.asked("q").casefold()
    fits = [s for s in now.stories if words in " ".join((s.name, *(t.name for t in s.steps))).casefold()]
    return show(
        visit,
        "stories/all.html",
        found=fits,
        count=len(now.stories),
        sought=visit.asked("q"),
        missing=visit.desk.workspace.missing,
    )


def show_conversations(visit: Visit) -> HTTPResponse:
    """The latest conversations, to choose one from."""
    return show(visit, "stories/conversations.html", talks=list_talks(visit.desk.engine, LATEST))


def show_one(visit: Visit, name: str) -> HTTPResponse:
    """One story as a dialogue and as it is written."""
    return _show(visit, unquote(name))


def remove(visit: Visit, name: str) -> HTTPResponse:
    """Take a story away; it comes back by undoing the change."""
    name = unquote(name)
    return draft(visit, RemoveStory(name), HERE, lambda told: _show(visit, name, told))


def _show(visit: Visit, name: str, told: str | None = None) -> HTTPResponse:
    now = visit.desk.study.now()
    story = next((story for story in now.stories if story.name == name), None)
    if story is None:
        raise Refused(404, "not_found")
    return show(
        visit,
        "stories/one.html",
        400 if told else 200,
        story=story,
        dialogue=tell(story, now),
        written="\n".join(write_story(story)),
        missing=visit.desk.workspace.missing,
        told=told,
    )
