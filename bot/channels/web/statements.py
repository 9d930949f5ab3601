"""The accessibility statement, shown from `docs/accessibility.md`: page and documentation are one text."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.web.pages import show_page
from bot.channels.web.routes import Routes
from bot.settings import ROOT

STATEMENT = ROOT / "docs" / "accessibility.md"
Block = tuple[str, str | list[str]]
"""`title`, `heading`, or `paragraph` with a text, `list` with its items."""


async def accessibility(request: Request) -> HTTPResponse:
    """The page."""
    return show_page("accessibility.html", blocks=read_statement())


@cache
def read_statement(path: Path = STATEMENT) -> tuple[Block, ...]:
    """Return the blocks of a file that has headings, paragraphs, and lists, and nothing within its lines."""
    blocks: list[Block] = []
    paragraph: list[str] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        mark, _, rest = line.partition(" ")
        if mark not in ("#", "##", "-") and line:
            paragraph.append(line)
            continue
        if paragraph:
            blocks.append(("paragraph", " ".join(paragraph)))
            paragraph = []
        if mark == "-" and blocks and isinstance(blocks[-1][1], list):
            blocks[-1][1].append(rest)
        elif mark == "-":
            blocks.append(("list", [rest]))
        elif mark:
            blocks.append(("title" if mark == "#" else "heading", rest))
    return tuple(blocks)


ROUTES: Routes = {"/accessibility": {"GET": accessibility}}
