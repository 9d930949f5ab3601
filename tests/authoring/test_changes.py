"""Each change writes its own lines, and nothing else of the file."""

from __future__ import annotations

import difflib

import pytest
import yaml

from bot.authoring.change import Change
from bot.authoring.domain import read_domain
from bot.authoring.files import Files
from bot.authoring.intents import AddIntent
from bot.authoring.lists import AddAsk, AddQuestion, RemoveAsk
from bot.authoring.phrase_changes import AddPhrase, EditPhrase, MovePhrase, RemovePhrase
from bot.authoring.phrases import mark, plain, read_phrases, split, unmark
from bot.authoring.responses import AddResponse, SetResponse
from bot.authoring.stories import Step, Story, read_stories
from bot.authoring.story_changes import AddStory, EditStory, RemoveStory
from bot.errors import AuthoringError
from tests.authoring.checkout import FILES

FERRY = Story("ferry", "rule", (Step("intent", "ask_about"), Step("action", "action_answer_question")))


def change(files: Files, change: Change) -> dict[str, list[str]]:
    """The lines that differ, by file."""
    change.apply(files)
    told = {}
    for path, data in files.written.items():
        yaml.safe_load(data)
        old, new = FILES.get(path, "").splitlines(True), data.decode().splitlines(True)
        lines = [line.rstrip("\n") for line in difflib.ndiff(old, new) if line[0] in "+-"]
        told[path] = lines
    return told


CASES: list[tuple[Change, dict[str, list[str]]]] = [
    (AddPhrase("ask_cost", "  is it\n free "), {"data/nlu/questions/cost.yml": ["+     - is it free"]}),
    (AddPhrase("greet", "howdy: “y'all” #1"), {"data/nlu/talk.yml": ["+       - howdy: “y'all” #1"]}),
    (
        EditPhrase("ask_cost", "cost?", "cost in [Rankin](county)?"),
        {"data/nlu/questions/cost.yml": ["-     - cost?", "+     - cost in [Rankin](county)?"]},
    ),
    (RemovePhrase("greet", "hello"), {"data/nlu/talk.yml": ["-       - hello"]}),
    (
        MovePhrase("ask_cost", "cost?", "greet"),
        {"data/nlu/questions/cost.yml": ["-     - cost?"], "data/nlu/talk.yml": ["+       - cost?"]},
    ),
    (
        SetResponse("utter_greet", 'Hi "you"!\nWelcome.'),
        {
            "domain.yml": [
                '-   - text: "Hello, “friend”!"   # warm',
                '+   - text: "Hi \\"you\\"!\\nWelcome."   # warm',
            ]
        },
    ),
    (
        SetResponse("utter_cost", "{fee} for {title}"),
        {"domain.yml": ["-   - text: 'The cost of {title}: {fee}.'", '+   - text: "{fee} for {title}"']},
    ),
    (
        SetResponse("utter_welcome", "Any time"),
        {"domain.yml": ["-   - text: You're welcome", "+   - text: Any time"]},
    ),
    (
        AddResponse("utter_ferry", "It runs daily."),
        {
            "domain.yml": [
                "+   utter_ferry:",
                '+   - text: "It runs daily."',
                "+     custom: {outcome: smalltalk}",
            ]
        },
    ),
    (
        AddIntent("ask_ferry", ("when does the ferry run", "ferry times")),
        {
            "domain.yml": ["+ - ask_ferry"],
            "data/nlu/questions/ask-ferry.yml": [
                '+ version: "3.1"',
                "+ nlu:",
                "+ - intent: ask_ferry",
                "+   examples: |",
                "+     - when does the ferry run",
                "+     - ferry times",
            ],
        },
    ),
    (
        AddAsk("service:dl-renew", "is it: free?"),
        {"data/knowledge/asks/driving.yml": ['+ - "is it: free?"']},
    ),
    (
        AddAsk("service:ferry", "ferry"),
        {"data/knowledge/asks/reviewed.yml": ["+ service:ferry:", "+ - ferry"]},
    ),
    (
        RemoveAsk("service:dl-renew", "renew my license"),
        {"data/knowledge/asks/driving.yml": ["- - renew my license   # short"]},
    ),
    (
        AddQuestion("Is it free?", ("service:dl-renew",), aspect="cost", slice="plain"),
        {
            "data/eval/plain.yml": [
                '+ - text: "Is it free?"',
                "+   records: [service:dl-renew]",
                "+   aspect: cost",
            ]
        },
    ),
    (
        AddStory(FERRY),
        {
            "data/stories/dialogues.yml": [
                '+ version: "3.1"',
                "+ rules:",
                "+ - rule: ferry",
                "+   steps:",
                "+   - intent: ask_about",
                "+   - action: action_answer_question",
            ]
        },
    ),
    (
        RemoveStory("thank"),
        {
            "data/stories/talk.yml": [
                "- - rule: thank",
                "-   steps:",
                "-   - intent: thank",
                "-   - action: utter_welcome",
            ]
        },
    ),
    (
        EditStory("thank", Story("thank", "rule", (Step("intent", "thank"), Step("action", "utter_greet")))),
        {"data/stories/talk.yml": ["-   - action: utter_welcome", "+   - action: utter_greet"]},
    ),
]


@pytest.mark.parametrize(("made", "lines"), CASES, ids=lambda v: getattr(v, "summary", ""))
def test_a_change_writes_its_own_lines_and_no_other(
    files: Files, made: Change, lines: dict[str, list[str]]
) -> None:
    assert change(files, made) == lines


REFUSED: list[tuple[Change, str]] = [
    (AddPhrase("ask_cost", "HELLO!"), "there already, as one of greet"),
    (AddPhrase("nowhere", "x y"), "there is none called 'nowhere'"),
    (AddPhrase("ask_cost", " ... "), "expected words"),
    (AddPhrase("ask_cost", ""), "expected a few words"),
    (AddPhrase("ask_cost", "in [Hinds](planet)"), "expected one of county, city"),
    (EditPhrase("ask_cost", "cost?", "Hello"), "there already"),
    (EditPhrase("ask_cost", "gone", "x"), "none like that any more"),
    (RemovePhrase("thank", "thanks"), "the only one"),
    (SetResponse("utter_cost", "It is {fee}."), "expected {fee}, {title}"),
    (SetResponse("utter_greet", "Hello {name}"), "expected nothing in braces"),
    (SetResponse("utter_nothing", "x"), "there is none called"),
    (SetResponse("utter_greet", "x", 7), "there is none called"),
    (AddResponse("utter_greet", "x"), "already"),
    (AddResponse("greet: {}", "x"), "expected one such as"),
    (AddResponse("utter_ferry", "x", "error"), "expected one of smalltalk"),
    (AddIntent("Greet", ("x",)), "expected a new one"),
    (AddIntent("greet", ("x",)), "expected a new one"),
    (AddAsk("service:dl-renew", "Renew my license!"), "has it already"),
    (AddAsk("x:\n- y", "z"), "expected an id"),
    (AddQuestion("x y"), "expected records or an outcome"),
    (AddQuestion("x y", outcome="win"), "expected one of answer"),
    (AddQuestion("x y", ("a:b",), slice="../../x"), "expected a name"),
    (AddStory(Story("greet", "rule", FERRY.steps)), "already"),
    (AddStory(Story("x", "rule", (Step("intent", "nope"), FERRY.steps[1]))), "step 1: there is no intent"),
    (AddStory(Story("x", "rule", FERRY.steps[:1])), "expected something a citizen says first"),
    (AddStory(Story("x", "tale", FERRY.steps)), "expected one of rule, story"),
    (AddStory(FERRY, is_tested=True), "needs the words"),
    (RemoveStory("nope"), "there is none called"),
]


@pytest.mark.parametrize(("made", "told"), REFUSED, ids=lambda v: getattr(v, "summary", ""))
def test_what_cannot_be_is_refused_in_a_line(files: Files, made: Change, told: str) -> None:
    with pytest.raises(AuthoringError, match=r".+") as refused:
        made.apply(files)
    assert told in str(refused.value) and "\n" not in str(refused.value)


def test_everything_there_is_is_read_with_its_place(files: Files) -> None:
    phrases = read_phrases(files)
    assert [(p.intent, p.words, p.line) for p in phrases if p.path.endswith("cost.yml")] == [
        ("ask_cost", "how much is it", 6),
        ("ask_cost", "what's the fee in Hinds", 7),
        ("ask_cost", "cost?", 9),
        ("ask_about", "tell me about fishing", 13),
    ]
    domain = read_domain(files)
    assert domain.intents == ("ask_about", "ask_cost", "greet", "thank") and domain.slots == ("memory",)
    greet = domain.response("utter_greet")
    assert greet and greet.texts == ("Hello, “friend”!",) and greet.buttons == ("See all topics",)
    assert [(s.name, s.line) for s in read_stories(files)] == [("greet", 4), ("thank", 9), ("cost", 13)]


def test_words_are_marked_by_their_number_and_unmarked_again() -> None:
    text = "cost in [Hinds](county) or Pearl River?"
    assert split(text) == ["cost", "in", "[Hinds](county)", "or", "Pearl", "River?"]
    marked = mark(text, 4, 5, "county")
    assert marked == "cost in [Hinds](county) or [Pearl River](county)?"
    assert unmark(marked, 1) == text and plain(marked) == "cost in Hinds or Pearl River?"
    for first, last in ((2, 2), (1, 3), (5, 4), (-1, 0), (0, 9)):
        with pytest.raises(AuthoringError):
            mark(text, first, last, "county")
    with pytest.raises(AuthoringError):
        unmark(text, 1)


def test_a_file_with_other_line_ends_keeps_them() -> None:
    text = FILES["data/nlu/talk.yml"].replace("\n", "\r\n")
    files = Files(("domain.yml", "data/nlu/talk.yml"), lambda p: (text if "talk" in p else FILES[p]).encode())
    AddPhrase("greet", "howdy").apply(files)
    assert files.written["data/nlu/talk.yml"].decode() == text.replace(
        "- hi there\r\n", "- hi there\r\n      - howdy\r\n"
    )


def test_a_file_without_a_last_line_end_gets_none() -> None:
    text = FILES["data/nlu/talk.yml"].rstrip("\n")
    files = Files(("domain.yml", "data/nlu/talk.yml"), lambda p: (text if "talk" in p else FILES[p]).encode())
    AddPhrase("thank", "ty").apply(files)
    assert files.written["data/nlu/talk.yml"].decode() == text + "\n    - ty"


@pytest.mark.parametrize("path", ["bot/x.yml", "data/../bot/x.yml", "config.yml", "datax/y.yml"])
def test_nothing_is_written_elsewhere(files: Files, path: str) -> None:
    with pytest.raises(AuthoringError, match="not a file that is changed here"):
        files.write(path, "x: 1\n")
