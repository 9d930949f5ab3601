"""A section of a Markdown page that a command writes: all between `<!-- name -->` and `<!-- /name -->`.

Takes a page and a name, replaces that section and leaves the rest as it is; each command has its own."""

from __future__ import annotations

from pathlib import Path

from bot.errors import EvaluationError


def write_section(page: Path, name: str, text: str) -> None:
    """Replace the section, or add it at the end of the page, which is made when it is not there."""
    try:
        before = page.read_text(encoding="utf-8") if page.exists() else ""
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(replace_section(before, name, text), encoding="utf-8")
    except (OSError, ValueError) as error:
        raise EvaluationError(f"{page}: cannot be written: {error}") from error


def replace_section(page: str, name: str, text: str) -> str:
    """Return the page with this text in the section; ValueError when its marks are not one pair in order."""
    begin, end = f"<!-- {name} -->", f"<!-- /{name} -->"
    section = f"{begin}\n\n{text.strip()}\n\n{end}"
    if begin not in page and end not in page:
        return f"{page.rstrip()}\n\n{section}\n".lstrip()
    if page.count(begin) != 1 or page.count(end) != 1 or page.index(begin) > page.index(end):
        raise ValueError(f"expected {begin} and, after it, {end}, each once")
    before, _, rest = page.partition(begin)
    return before + section + rest.partition(end)[2]
