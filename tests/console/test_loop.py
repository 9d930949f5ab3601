"""The whole loop, nothing left out: somebody is not understood, staff teach it, the same page answers."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.console.loop import Loop, ask_until, loop
from tests.web.axe import barriers
from tests.web.widget import Widget

pytestmark = [pytest.mark.browser, pytest.mark.model, pytest.mark.slow]
QUESTION = "Is anything I say here saved someplace?"
OTHERS = """is this conversation stored
are my messages saved
how long do you keep our chat
what happens with the things I write
do you remember what people tell you
is what I type kept anywhere
will you delete what I said
do you store my questions
is anything I say here written down
how long is this chat on file"""
ANSWER = "What you write here is deleted after 90 days."
HELD_OUT = "is what i say here stored somewhere"
HELD_OUT_FILE = f"""slice: loop
questions:
- text: "{HELD_OUT}"
  outcome: smalltalk
"""
QUESTIONS = {
    "data/eval": ("emergencies.yml", "out-of-scope.yml", "aspects.yml", "facts.yml"),
    "data/golden": ("dsb.yml", "its.yml", "sos.yml"),
}
JOB_S = 900.0
TAKEN_S = 60.0
"""Until every assistant has a published model: it asks every five seconds, and loads for some more."""
EDITED_S = 5.0
MOTTO = "What is the state motto?"
FRESH = 'The motto is "Virtute et Armis," Latin for "By valor and arms."'


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Loop]:
    with loop(tmp_path_factory.mktemp("loop"), browser, QUESTIONS, HELD_OUT_FILE) as whole:
        yield whole


def tell(capsys: pytest.CaptureFixture[str], text: str) -> None:
    with capsys.disabled():
        sys.stdout.write(f"\n{text}\n")


def room(page: Page, name: str) -> None:
    """Go to a room by the navigation."""
    page.get_by_role("navigation", name="Rooms").get_by_role("link", name=name, exact=True).click()


def teach(page: Page) -> None:
    """Find the question in the inbox, make an intent of it, and say what is answered."""
    room(page, "Inbox")
    question = page.get_by_role("link", name=QUESTION)
    last = time.monotonic() + TAKEN_S
    while not question.count():  # the console looks for new turns every two seconds
        assert time.monotonic() < last, page.inner_text("main")
        page.wait_for_timeout(500)
        page.reload()
    question.click()
    page.get_by_text("No intent fits: teach a new one").click()
    page.get_by_label("Its name").fill("ask_what_is_kept")
    phrases = page.get_by_label("First phrases")
    phrases.fill(f"{phrases.input_value()}\n{OTHERS}")
    page.get_by_role("button", name="Add the intent, then say what to answer").click()
    page.get_by_label("In these words").nth(1).fill(ANSWER)
    page.get_by_label("Why").fill("asked in the inbox")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_contain_text("Kept as a draft")
    expect(page.locator(".dialogue")).to_contain_text(ANSWER)


def train(page: Page) -> tuple[list[str], list[float]]:
    """Have the drafts trained; return the steps that were seen, and how far the bar moved."""
    room(page, "Models")
    page.get_by_label("Why").fill("what is kept")
    page.get_by_role("button", name="Train and test").click()
    done = page.get_by_role("link", name="Look at model")
    steps: list[str] = []
    bar: list[float] = []
    last = time.monotonic() + JOB_S
    while not done.count():
        told = page.evaluate(
            "[document.querySelector('#state').innerText, document.querySelector('#bar')?.value ?? null]"
        )
        steps += [told[0]] if told[0] not in steps else []
        bar += [told[1]] if told[1] is not None and told[1] not in bar else []
        assert time.monotonic() < last and "Failed" not in told[0], page.inner_text("main")
        page.wait_for_timeout(500)
    done.click()
    return steps, bar


def publish(page: Page) -> float:
    """As a second person: look at what changes, approve, publish; return when it was pressed."""
    page.get_by_role("link", name="1 model has passed the gate").click()
    page.get_by_role("link", name="Model 2", exact=True).click()
    expect(page.get_by_role("heading", name="The gate is open")).to_be_visible()
    expect(page.get_by_role("region", name="Questions answered better")).to_contain_text(HELD_OUT)
    page.locator("#approve-why").fill("looked at what is answered otherwise")
    page.get_by_role("button", name="Approve").click()
    page.locator("#publish-why").fill("tells what is kept")
    pressed = time.monotonic()
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_role("status")).to_contain_text("Published")
    return pressed


def roll_back(page: Page) -> float:
    """Go back to the model before; return when it was pressed."""
    room(page, "Live model")
    pressed = time.monotonic()
    page.get_by_role("button", name="Roll back to model 1").click()
    expect(page.get_by_role("status")).to_contain_text("Rolled back")
    return pressed


def test_what_nobody_understood_is_taught_published_and_rolled_back(
    whole: Loop, capsys: pytest.CaptureFixture[str]
) -> None:
    citizen, trainer = whole.widget(), whole.page("tess")
    expect(citizen.ask(QUESTION)).not_to_contain_text(ANSWER)
    began = time.monotonic()
    teach(trainer)
    taught = time.monotonic()
    steps, bar = train(trainer)
    trained = time.monotonic()
    assert len(steps) >= 4 and len(bar) >= 3, (steps, bar)
    assert barriers(trainer) == [] and not trainer.get_by_role("button", name="Publish").count()
    room(trainer, "Inbox")
    expect(trainer.locator("main")).not_to_contain_text(HELD_OUT)  # what tests ask, no citizen has asked
    approver = whole.page("ada")
    pressed = publish(approver)
    ask_until(citizen, QUESTION, ANSWER, seconds=TAKEN_S)
    published = time.monotonic() - pressed
    expect(citizen.ask(HELD_OUT)).to_contain_text(ANSWER)
    room(trainer, "Changes")
    expect(trainer.locator("tbody .tag", has_text="Live")).to_have_count(2)  # the intent, and its story
    pressed = roll_back(approver)
    ask_until(citizen, QUESTION, ANSWER, seconds=TAKEN_S, told=False)
    rolled_back = time.monotonic() - pressed
    tell(
        capsys,
        f"taught in {taught - began:.1f} s, trained and tested in {trained - taught:.0f} s, answered "
        f"{published:.1f} s after Publish, as before {rolled_back:.1f} s after Roll back",
    )


def change_record(page: Page) -> None:
    """Find the record, put its answer in other words, and send it for approval."""
    room(page, "Knowledge")
    page.get_by_label("Words").fill("state motto")
    page.get_by_role("link", name="State motto").click()
    page.get_by_role("link", name="Edit").click()
    page.get_by_label("Answer", exact=True).fill(FRESH)
    page.get_by_label("Why").fill("plainer")
    page.get_by_role("button", name="Send for approval").click()
    expect(page.get_by_role("status").first).to_contain_text("Sent for approval")


@pytest.mark.timed
def test_an_edit_is_told_within_seconds_of_its_approval(
    whole: Loop, capsys: pytest.CaptureFixture[str]
) -> None:
    citizen: Widget = whole.widget()
    expect(citizen.ask(MOTTO)).not_to_contain_text("Latin for")
    change_record(whole.page("ed"))
    expect(citizen.ask(MOTTO)).not_to_contain_text("Latin for")
    approver = whole.page("ada")
    approver.get_by_role("link", name="draft of a record waits").click()
    approver.get_by_role("link", name="State motto").click()
    approver.locator("#approve-why").fill("as it is published")
    pressed = time.monotonic()
    approver.get_by_role("button", name="Approve").click()
    ask_until(citizen, MOTTO, "Latin for", seconds=TAKEN_S)
    taken = time.monotonic() - pressed
    tell(capsys, f"told {taken:.2f} s after Approve")
    assert taken < EDITED_S
