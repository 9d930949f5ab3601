"""Holds the code to its own rules: who may import whom, and how long a file or a function may be.

Reads the sources with `ast`; imports nothing of them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from bot.settings import ROOT

FRAMEWORKS = {"rasa", "rasa_sdk", "sanic"}
FRAMEWORK_FREE = ("bot/knowledge", "bot/privacy", "bot/encoder", "bot/language", "bot/dialogue", "bot/voice")
BANNED_NAMES = {"utils.py", "helpers.py", "misc.py", "actions.py"}
MOST_FILE_LINES = 250
MOST_FUNCTION_LINES = 45
EXCUSE, EXCUSE_WITHIN_LINES = "# Long because", 20


def sources(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


ALL = sources("bot", "actions", "tests")


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imported(path: Path) -> Iterator[str]:
    """The top-level names of the packages that a file imports, wherever in the file it does."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


def file_length(path: Path) -> int:
    """How many lines a file has; 0 when it says why it has so many."""
    lines = path.read_text(encoding="utf-8").splitlines()
    excused = any(line.startswith(EXCUSE) for line in lines[:EXCUSE_WITHIN_LINES])
    return 0 if excused else len(lines)


def function_lengths(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


def test_the_inner_packages_import_no_framework() -> None:
    found = {name(path): FRAMEWORKS & set(imported(path)) for path in sources(*FRAMEWORK_FREE)}
    assert found
    assert not {path: names for path, names in found.items() if names}


def test_files_are_named_for_things() -> None:
    assert not [name(path) for path in ALL if path.name in BANNED_NAMES]


def test_files_are_short() -> None:
    assert not {name(path): length for path in ALL if (length := file_length(path)) > MOST_FILE_LINES}


def test_functions_are_short() -> None:
    assert not {
        f"{name(path)}: {function}": length
        for path in ALL
        for function, length in function_lengths(path)
        if length > MOST_FUNCTION_LINES
    }
