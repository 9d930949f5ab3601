"""The pages tell of every setting, command, action and make target, and their links lead somewhere.

Reads `README.md`, `docs/` and the sources they describe; starts nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from bot.cli.kb import LAZY
from bot.cli.kb import command as kb
from bot.cli.main import COMMANDS
from bot.settings import ROOT

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
DRAWINGS = sorted((ROOT / "docs").rglob("*.svg"))
TEXT = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
LINK = re.compile(r"\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
# A folder at the root of a machine or of somebody's account; `/chat/` of an address is none.
MACHINE_PATH = re.compile(r"(?<![\w.:/*>-])/(?:home|root|Users|work|tmp|mnt|opt|private|var)/|[A-Z]:\\")


def name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def read(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def settings() -> Iterator[str]:
    for path in ("bot/settings.py", ".env.example", "scripts/setup"):
        yield from re.findall(r"\bMISSI_[A-Z_]+\b", read(path))


def commands() -> Iterator[str]:
    yield from (f"missi {command}" for command in COMMANDS if command != "kb")
    yield from (f"missi kb {command}" for command in (*LAZY, *kb.commands))


def actions() -> list[str]:
    return list(yaml.safe_load(read("domain.yml"))["actions"])


def targets() -> Iterator[str]:
    phony = re.search(r"^\.PHONY: (.+)$", read("Makefile"), re.MULTILINE)
    assert phony
    yield from (f"make {target}" for target in phony[1].split())


def channels() -> Iterator[str]:
    for path in yaml.safe_load(read("credentials.yml")):
        yield path.rpartition(".")[0].replace(".", "/") + ".py"


def slug(heading: str) -> str:
    """The anchor that a heading gets."""
    plain = re.sub(r"[^\w\- ]", "", heading.strip().lower())
    return plain.replace(" ", "-")


@pytest.mark.parametrize(
    "name", sorted({*settings(), *commands(), *actions(), *targets(), *channels()}), ids=lambda name: name
)
def test_is_mentioned(name: str) -> None:
    assert re.search(rf"(?<!\w){re.escape(name)}(?!\w)", TEXT), f"{name} is in no page"


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_link_leads_somewhere(page: Path) -> None:
    for link in LINK.findall(page.read_text(encoding="utf-8")):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), link
        assert target.is_relative_to(ROOT), link
        if anchor:
            assert anchor in map(slug, HEADING.findall(target.read_text(encoding="utf-8"))), link


@pytest.mark.parametrize("page", [*PAGES, *DRAWINGS], ids=name)
def test_no_page_knows_a_machine(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert not MACHINE_PATH.search(text)
    assert str(ROOT) not in text


def test_every_decision_is_listed() -> None:
    listed = read("docs/decisions/README.md")
    assert not [page.name for page in PAGES if re.match(r"\d{4}-", page.name) and page.name not in listed]
