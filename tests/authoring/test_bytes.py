"""Whatever is changed, all else stays byte for byte; and whatever is undone, in any order, is gone."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.authoring.change import Change
from bot.authoring.files import Files
from bot.authoring.lists import AddAsk, AddQuestion
from bot.authoring.phrase_changes import AddPhrase, EditPhrase, RemovePhrase
from bot.authoring.phrases import key_of, read_phrases
from bot.authoring.responses import AddResponse, SetResponse
from bot.authoring.stories import Step, Story
from bot.authoring.story_changes import AddStory
from bot.authoring.workspace import Workspace
from tests.authoring.checkout import FILES

PATH = "data/nlu/made-up.yml"
LETTERS = st.sampled_from(list("abcXYZ019 'éñ“”?!:#-,.&*%@{}[]\"|>\\"))
WORDS = st.text(LETTERS, min_size=1, max_size=24).map(lambda text: " ".join(f"w {text}".split()))
COMMENTS = st.sampled_from(["", "# a remark", "  # further in", "    # deep: {", ""])
REPLIES = st.text(LETTERS, min_size=1, max_size=40).filter(lambda text: text.strip() and "{" not in text)


@st.composite
def files(draw: Callable[..., list[str]]) -> str:
    """A file of phrases as people write them: comments, blank lines, other margins, other line ends."""
    lines = ['version: "3.1"  # the format', "nlu:"]
    seen: set[str] = set()
    for intent in ("ask_about", "ask_cost", "greet"):
        margin, indent = draw(st.sampled_from(["", "  "])) if len(lines) == 2 else "", "    "
        margin = lines[2][: len(lines[2]) - len(lines[2].lstrip())] if len(lines) > 2 else margin
        lines += [
            f"{margin}- intent: {intent}",
            f"{margin}  examples: |{draw(st.sampled_from(['', '-', '+']))}",
        ]
        indent = margin + draw(st.sampled_from(["    ", "      "]))
        for phrase in draw(st.lists(WORDS, min_size=1, max_size=4)):
            if key_of(phrase) not in seen:
                lines.append(f"{indent}- {phrase}{draw(st.sampled_from(['', '  ']))}")
                lines += [""] * draw(st.integers(0, 1))
            seen.add(key_of(phrase))
        if not lines[-1].strip().startswith("-"):
            lines.append(f"{indent}- the last of {intent}")
        lines += [c for c in draw(st.lists(COMMENTS.map(str.strip), max_size=2)) if c]
    end = draw(st.sampled_from(["\n", "\r\n"]))
    return end.join(lines) + draw(st.sampled_from(["", end]))


def opened(text: str) -> Files:
    contents = {"domain.yml": FILES["domain.yml"], PATH: text}
    return Files(tuple(contents), lambda path: contents[path].encode())


@given(files(), WORDS, st.randoms(use_true_random=False))
def test_one_line_differs_and_rasa_reads_what_was_meant(text: str, words: str, dice: random.Random) -> None:
    known = read_phrases(opened(text))
    chosen = dice.choice(known)
    if any(key_of(p.text) == key_of(words) for p in known):
        return
    alone = sum(p.intent == chosen.intent for p in known) == 1
    changes: list[Change] = [AddPhrase(chosen.intent, words), EditPhrase(chosen.intent, chosen.text, words)]
    changes += [] if alone else [RemovePhrase(chosen.intent, chosen.text)]
    for change in changes:
        made = opened(text)
        change.apply(made)
        fresh = made.written[PATH].decode()
        old, new = text.splitlines(True), fresh.splitlines(True)
        if not text.endswith("\n"):  # the last line may have got an end, as something stands behind it now
            old, new = [line.rstrip("\r\n") for line in old], [line.rstrip("\r\n") for line in new]
        if isinstance(change, AddPhrase):
            assert any(new[:n] + new[n + 1 :] == old for n in range(len(new)))
        elif isinstance(change, RemovePhrase):
            assert any(old[:n] + old[n + 1 :] == new for n in range(len(old)))
        else:
            assert len(old) == len(new) and sum(a != b for a, b in zip(old, new)) == 1
        read = {
            (i["intent"], line) for i in yaml.safe_load(fresh)["nlu"] for line in i["examples"].split("\n")
        }
        is_there = any(name == chosen.intent and line.strip() == f"- {words}" for name, line in read)
        assert is_there == (not isinstance(change, RemovePhrase))


@given(REPLIES)
def test_a_reply_is_read_as_it_was_typed_and_nothing_else_changes(reply: str) -> None:
    kept = "\n".join(" ".join(line.split()) for line in reply.strip().splitlines())
    for change in (SetResponse("utter_welcome", reply), AddResponse("utter_new", reply)):
        made = opened(FILES["data/nlu/talk.yml"])
        change.apply(made)
        fresh = made.written.get("domain.yml", FILES["domain.yml"].encode()).decode()
        domain = yaml.safe_load(fresh)
        assert domain["responses"][change.name][0]["text"] == kept
        wanted = yaml.safe_load(FILES["domain.yml"])
        new_one = [{"custom": {"outcome": "smalltalk"}}]
        wanted["responses"].setdefault(change.name, new_one)[0]["text"] = kept
        assert domain == wanted
        new, old = fresh.splitlines(), FILES["domain.yml"].splitlines()
        assert [line for line in new if line not in old] == [
            line
            for line in new
            if kept and line.strip().startswith(("- text:", "utter_new:", "custom:")) and line not in old
        ]


@settings(max_examples=6, deadline=None)
@given(st.data())
def test_undone_in_any_order_there_is_no_trace(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    from tests.authoring.checkout import make_checkout

    root: Path = make_checkout(tmp_path_factory.mktemp("bytes") / "checkout")
    workspace = Workspace(root)
    steps = (Step("intent", "ask_about"), Step("action", "utter_greet"))
    changes: list[Change] = [
        AddPhrase("ask_cost", "price one"),
        AddPhrase("ask_cost", "price two"),
        AddPhrase("greet", "howdy"),
        EditPhrase("ask_cost", "cost?", "cost of it?"),
        RemovePhrase("greet", "hello"),
        SetResponse("utter_greet", "Hi"),
        AddResponse("utter_new", "New"),
        AddAsk("service:dl-renew", "renew it"),
        AddQuestion("Is it far?", ("a:b",), slice="plain"),
        AddStory(Story("one", "rule", steps, path="data/stories/talk.yml")),
    ]
    made = [workspace.apply(change, "ben", "x") for change in data.draw(st.permutations(changes))[:5]]
    for commit in data.draw(st.permutations(made)):
        workspace.undo(commit.id, "ben", "x")
    assert workspace.diff() == ""
    assert {path: workspace.files().read(path) for path in FILES if path != "config.yml"} == {
        path: text for path, text in FILES.items() if path != "config.yml"
    }
