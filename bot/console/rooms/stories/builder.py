"""Builds a story step by step: forms that offer only what there is, a preview, and what contradicts it.

All is in the form itself: each button sends it, and the page comes back with a step more, or less, or saved.
"""

from __future__ import annotations

from urllib.parse import quote

from sanic.response import HTTPResponse

from bot.authoring.checks.contradictions import draft_steps, find_contradictions
from bot.authoring.new_replies import NEW, SaveStory, is_new, name_replies
from bot.authoring.stories import DOES, SAYS, SETS, Step, Story, write_story
from bot.authoring.study import Snapshot
from bot.console.pages import show
from bot.console.rooms.stories.dialogue import tell
from bot.console.rooms.stories.shelf import HERE
from bot.console.rooms.training.drafting import draft
from bot.console.visit import Visit
from bot.errors import AuthoringError
from bot.journal.talks import read_talk

MOST = 30  # steps
EMPTY = Step("", "")


def show_form(visit: Visit) -> HTTPResponse:
    """An empty form; or filled in from a conversation, a story that is to be changed, or an intent."""
    now = visit.desk.study.now()
    known = next((s for s in now.stories if s.name == visit.asked("edit")), None)
    if known:
        return _show(visit, known, edited=known.name)
    if visit.asked("conversation"):
        said = read_talk(visit.desk.engine, visit.asked("conversation"), MOST // 2)
        steps = draft_steps([pair for pair in said if pair[0] in now.domain.intents], now.stories)
        return _show(visit, Story("", "story", steps[:MOST]))
    intent = visit.asked("intent")
    if intent in now.domain.intents:
        steps = (Step(SAYS, intent), Step(DOES, NEW))
        return _show(visit, Story(intent.replace("_", " "), "rule", steps))
    return _show(visit, Story("", "rule", (EMPTY, EMPTY)))


def build(visit: Visit) -> HTTPResponse:
    """Do what a button asks for: another step, one less, a preview, or save."""
    story, edited, do = _read(visit), visit.typed("edited"), visit.typed("do")
    if do != "save":
        return _show(visit, _rearranged(story, do), edited)
    whole = Story(story.name, story.kind, tuple(step for step in story.steps if step.name))
    change = SaveStory(whole, edited, bool(visit.typed("tested")))
    path = f"{HERE}/{quote(' '.join(story.name.split()), safe='')}"
    return draft(visit, change, path, lambda told: _show(visit, story, edited, told))


def _read(visit: Visit) -> Story:
    """The story of the form; what is chosen is `kind:name`. Fields that were left empty do not arrive."""
    steps = []
    rows = visit.typed("rows")
    for number in range(min(int(rows), MOST) if rows.isdecimal() else 0):
        kind, _, name = visit.typed(f"step-{number}").partition(":")
        is_known = kind in (SAYS, DOES, SETS)
        steps.append(Step(kind, name, visit.typed(f"said-{number}")) if is_known else EMPTY)
    return Story(visit.typed("name"), visit.typed("kind"), tuple(steps))


def _rearranged(story: Story, do: str) -> Story:
    """The story with a step put in before another one, taken away, or added at the end."""
    what, _, where = do.partition(":")
    at = int(where) if where.isdecimal() else len(story.steps)
    steps = list(story.steps)
    if what == "drop":
        del steps[at : at + 1]
    elif what in ("insert", "more") and len(steps) < MOST:
        steps.insert(at, EMPTY)
    return Story(story.name, story.kind, tuple(steps or [EMPTY]))


def _show(visit: Visit, story: Story, edited: str = "", told: str | None = None) -> HTTPResponse:
    now = visit.desk.study.now()
    whole = Story(story.name or "…", story.kind, tuple(step for step in story.steps if step.name))
    named = name_replies(whole, now.domain)
    return show(
        visit,
        "stories/build.html",
        400 if told else 200,
        story=story,
        edited=edited,
        domain=now.domain,
        new_reply=NEW,
        dialogue=tell(named, now),
        written="\n".join(write_story(named)) if whole.steps else "",
        faults=_faults(visit, now, whole, edited),
        missing=visit.desk.workspace.missing,
        told=told,
        is_tested=bool(visit.typed("tested")),
        why_given=visit.typed("why"),
        most=MOST,
    )


def _faults(visit: Visit, now: Snapshot, whole: Story, edited: str) -> list[str]:
    """What keeps the story from being trained, as far as it is known at once."""
    if len(whole.steps) < 2 or any(is_new(step) and not step.said for step in whole.steps):
        return []
    found = [finding.text for finding in find_contradictions(whole, now.stories, edited)]
    try:
        SaveStory(whole, edited).apply(visit.desk.workspace.files())
    except AuthoringError as error:
        found.insert(0, str(error))
    return found
