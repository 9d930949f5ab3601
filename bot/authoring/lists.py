"""Asks of records (`data/knowledge/asks/`) and evaluation questions (`data/eval/`): lists that grow."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

import yaml

from bot.authoring.change import require_line
from bot.authoring.files import Files
from bot.authoring.phrase_changes import LONGEST
from bot.authoring.phrases import same
from bot.authoring.places import (
    column,
    compose,
    get,
    insert,
    items,
    last_line_end,
    line_start,
    word,
    write_scalar,
)
from bot.errors import AuthoringError
from bot.evaluation.question import OUTCOMES
from bot.knowledge.record import ASPECTS

ASKS, QUESTIONS = "data/knowledge/asks", "data/eval"
NEW_ASKS = f"{ASKS}/reviewed.yml"
SLICE = "reviewed"
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
_RECORD = re.compile(r"[a-z]+:[a-z0-9][a-z0-9.-]*\Z")


@dataclass(frozen=True)
class AddAsk:
    """Add one way citizens put the need that a record answers."""

    record: str
    ask: str

    @property
    def summary(self) -> str:
        """What it does, in a line."""
        return f"Add an ask of {self.record}: {self.ask}"

    def apply(self, files: Files) -> None:
        """Write it below the record's asks; raises AuthoringError when it is there."""
        ask = require_line(self.ask, "ask", LONGEST)
        if not _RECORD.match(self.record):
            raise AuthoringError(f"record: expected an id such as service:dl-renew, got {self.record!r}")
        for path in files.find(ASKS):
            text = files.read(path)
            if not re.search(rf"^{re.escape(self.record)}:", text, re.MULTILINE):
                continue
            known = get(compose(path, text), self.record)
            if any(same(word(item), ask) for item in items(known)):
                raise AuthoringError(f"ask: {self.record} has it already ({path})")
            if known is not None and items(known):
                files.write(path, _append(text, known, [f"- {_ask(ask)}"]))
                return
        before = files.read(NEW_ASKS) if files.has(NEW_ASKS) else ""
        files.write(NEW_ASKS, insert(before, len(before), [f"{self.record}:", f"- {_ask(ask)}"]))


@dataclass(frozen=True)
class RemoveAsk:
    """Take an ask of a record away."""

    record: str
    ask: str

    @property
    def summary(self) -> str:
        """What it does, in a line."""
        return f"Remove an ask of {self.record}: {self.ask}"

    def apply(self, files: Files) -> None:
        """Write it; raises AuthoringError when it is not there, or the record's only one."""
        for path in files.find(ASKS):
            text = files.read(path)
            asks = items(get(compose(path, text), self.record)) if self.record in text else []
            node = next((item for item in asks if word(item) == self.ask), None)
            if node is None:
                continue
            if len(asks) == 1:
                raise AuthoringError(f"ask: the only one of {self.record}; add another one first")
            start = line_start(text, node.start_mark.index)
            files.write(path, text[:start] + text[last_line_end(text, node) :])
            return
        raise AuthoringError(f"ask: {self.record} has none like that any more")


@dataclass(frozen=True)
class AddQuestion:
    """Add a question to the held-out ones, with the records or the outcome that would be right."""

    text: str
    records: tuple[str, ...] = ()
    outcome: str | None = None
    aspect: str | None = None
    slice: str = SLICE

    @property
    def summary(self) -> str:
        """What it does, in a line."""
        right = ", ".join(self.records) or self.outcome
        return f"Add an evaluation question ({right}): {self.text}"

    def apply(self, files: Files) -> None:
        """Write it at the end of its slice, whose file is made when it is missing."""
        question = require_line(self.text, "text", LONGEST)
        if not _SLUG.match(self.slice):
            raise AuthoringError(f"slice: expected a name such as near-miss, got {self.slice!r}")
        if not self.records and not self.outcome:
            raise AuthoringError("records: expected records or an outcome, got neither")
        for name, value, known in (("outcome", self.outcome, OUTCOMES), ("aspect", self.aspect, ASPECTS)):
            if value and value not in known:
                raise AuthoringError(f"{name}: expected one of {', '.join(known)}; got {value!r}")
        wrong = next((r for r in self.records if not _RECORD.match(r)), None)
        if wrong is not None:
            raise AuthoringError(f"records: expected ids such as service:dl-renew, got {wrong!r}")
        path = f"{QUESTIONS}/{self.slice}.yml"
        if not files.has(path):
            head = "# Questions of citizens that staff kept while reviewing; held out as all others here.\n"
            files.write(
                path, f"{head}slice: {self.slice}\nquestions:\n" + "\n".join(self._lines(question)) + "\n"
            )
            return
        text = files.read(path)
        asked = get(compose(path, text), "questions")
        if any(same(word(get(item, "text")), question) for item in items(asked)):
            raise AuthoringError(f"text: {path} has this question already")
        if asked is None or not items(asked):
            raise AuthoringError(f"{path}: expected questions")
        files.write(path, _append(text, asked, self._lines(question)))

    def _lines(self, question: str) -> list[str]:
        lines = [f"- text: {write_scalar(question)}"]
        if self.records:
            lines.append(f"  records: [{', '.join(self.records)}]")
        for name, value in (("outcome", self.outcome), ("aspect", self.aspect)):
            if value:
                lines.append(f"  {name}: {write_scalar(value, None)}")
        return lines


def _ask(ask: str) -> str:
    return write_scalar(ask, None)


def _append(text: str, node: yaml.Node, lines: list[str]) -> str:
    """The text with lines behind the last item of a list, indented as its dashes are."""
    if getattr(node, "flow_style", False):
        raise AuthoringError(f"{json.dumps(word(node))}: a list in brackets; write it in lines first")
    indent = " " * column(text, node)
    return insert(text, last_line_end(text, node), [indent + line for line in lines])
