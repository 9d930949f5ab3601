"""Where the parts of a YAML text stand, so that one is changed and all around it stays byte for byte.

Nothing is ever dumped: comments, order, quoting, and blank lines are a person's, and stay."""

from __future__ import annotations

import json
import re

import yaml

from bot.errors import AuthoringError
from bot.yaml_files import LOADER

BYTE_ORDER_MARK = "\ufeff"
_PLAIN = re.compile(r"[A-Za-z0-9][\w .,'?!/()’“”–-]*\Z")


def compose(path: str, text: str) -> yaml.Node:
    """Return the nodes of a text of `name: value`, which know their places; raises AuthoringError."""
    node = parse(path, text)
    if not isinstance(node, yaml.MappingNode):
        raise AuthoringError(f"{path}: expected `name: value` at the top")
    return node


def parse(path: str, text: str) -> yaml.Node | None:
    """Return the nodes of a text; raises AuthoringError with the line when it is no YAML."""
    if text.startswith(BYTE_ORDER_MARK):
        raise AuthoringError(f"{path}: begins with a byte order mark; save it without one")
    try:
        node: yaml.Node | None = yaml.compose(text, Loader=LOADER)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise AuthoringError(f"{path}:{line}: not YAML: {error.problem}") from error
    except yaml.YAMLError as error:
        raise AuthoringError(f"{path}: not YAML: {str(error).splitlines()[0]}") from error
    return node


def get(node: yaml.Node | None, key: str) -> yaml.Node | None:
    """Return the value of a key of a mapping, if there is one."""
    if not isinstance(node, yaml.MappingNode):
        return None
    return next((value for name, value in node.value if name.value == key), None)


def items(node: yaml.Node | None) -> list[yaml.Node]:
    """Return the items of a list; none when it is not one."""
    return list(node.value) if isinstance(node, yaml.SequenceNode) else []


def word(node: yaml.Node | None) -> str:
    """Return a scalar's value; empty when it is not one."""
    return str(node.value) if isinstance(node, yaml.ScalarNode) else ""


def line_of(text: str, index: int) -> int:
    """Return the number, from 1, of the line that a place is on."""
    return text.count("\n", 0, index) + 1


def line_start(text: str, index: int) -> int:
    """Return where the line of a place begins."""
    return text.rfind("\n", 0, index) + 1


def column(text: str, node: yaml.Node) -> int:
    """Return how far a node is indented in its line."""
    return int(node.start_mark.index) - line_start(text, node.start_mark.index)


def last_line_end(text: str, node: yaml.Node) -> int:
    """Return where the line behind a node's last word begins: comments that follow do not belong to it."""
    end = len(text[: _content_end(node)].rstrip())
    following = text.find("\n", end)
    return len(text) if following < 0 else following + 1


def _content_end(node: yaml.Node) -> int:
    """Where the innermost last part of a node ends; the marks of lists and mappings reach over comments."""
    if getattr(node, "flow_style", False) or not node.value or isinstance(node, yaml.ScalarNode):
        return int(node.end_mark.index)
    last = node.value[-1]
    key, value = last if isinstance(last, tuple) else (last, last)
    # An alias stands where its node does not: the words up to the end of its line are all there is.
    if value.start_mark.index < key.start_mark.index:
        return int(key.end_mark.index)
    return _content_end(value)


def insert(text: str, index: int, lines: list[str]) -> str:
    """Return the text with lines put in where a line begins, ended as the others are."""
    end = line_end(text)
    before, after = text[:index], text[index:]
    if before and not before.endswith("\n"):
        before += end
        if not after:  # the file had no line end behind its last line, and gets none
            return before + end.join(lines)
    return before + "".join(line + end for line in lines) + after


def line_end(text: str) -> str:
    """Return what ends the lines of a text."""
    return "\r\n" if "\r\n" in text else "\n"


def replace(text: str, node: yaml.Node, fresh: str) -> str:
    """Return the text with other words where a node stands."""
    return text[: node.start_mark.index] + fresh + text[node.end_mark.index :]


def write_scalar(value: str, style: str | None = '"') -> str:
    """Return words as YAML; without a style, plain when they cannot be taken for anything else."""
    if not style and _PLAIN.match(value) and isinstance(yaml.safe_load(value), str):
        return value
    return json.dumps(value, ensure_ascii=False)
