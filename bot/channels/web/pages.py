"""Renders our own pages: templates that escape everything, and headers that allow no script but our files."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from sanic.response import HTTPResponse, html

from bot.channels.web.words import LANGUAGE, read_words
from bot.dialogue.format import show_date

FOLDER = Path(__file__).with_name("templates")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
BULLET = "• "


def show_page(template: str, status: int = 200, **values: Any) -> HTTPResponse:
    """Return a page as a response."""
    return html(render(template, **values), status, {"Content-Security-Policy": POLICY})


def render(template: str, **values: Any) -> str:
    """Fill in a template of `templates/`; whatever it is given is escaped, but in a `.txt`."""
    return _templates().get_template(template).render(lang=LANGUAGE, words=read_words(), **values)


def split_blocks(text: str) -> list[str | list[str]]:
    """Return the paragraphs of a text; lines that begin with a bullet become one list."""
    blocks: list[str | list[str]] = []
    for line in filter(None, text.split("\n")):
        if not line.startswith(BULLET):
            blocks.append(line)
        elif blocks and isinstance(blocks[-1], list):
            blocks[-1].append(line.removeprefix(BULLET))
        else:
            blocks.append([line.removeprefix(BULLET)])
    return blocks


@lru_cache(maxsize=1)
def _templates() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=lambda name: name is None or not name.endswith(".txt"),
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters["blocks"] = split_blocks
    environment.filters["day"] = lambda day: show_date(date.fromisoformat(day))
    return environment
