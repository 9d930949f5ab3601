"""Sections of a Markdown page: each command renews its own and no other."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import EvaluationError
from bot.evaluation.section import replace_section, write_section

PAGE = """\
# Quality

<!-- speed -->
fast
<!-- /speed -->

Between.

<!-- evaluation -->
<!-- /evaluation -->

End.
"""


def test_only_the_section_named_is_replaced() -> None:
    once = replace_section(PAGE, "evaluation", "good\n")
    assert once == PAGE.replace("<!-- evaluation -->\n", "<!-- evaluation -->\n\ngood\n\n")
    assert replace_section(once, "evaluation", "better") == once.replace("good", "better")


def test_a_section_that_is_not_there_goes_to_the_end() -> None:
    assert replace_section("# Quality\n", "evaluation", "good") == (
        "# Quality\n\n<!-- evaluation -->\n\ngood\n\n<!-- /evaluation -->\n"
    )


@pytest.mark.parametrize(
    "page",
    [
        "<!-- evaluation -->",
        "<!-- /evaluation -->",
        "<!-- /evaluation --><!-- evaluation -->",
        "<!-- evaluation --><!-- /evaluation -->" * 2,
    ],
)
def test_marks_that_do_not_pair_are_told_and_nothing_is_written(page: str, tmp_path: Path) -> None:
    path = tmp_path / "quality.md"
    path.write_text(page)
    with pytest.raises(
        EvaluationError, match=r"quality\.md: cannot be written: expected <!-- evaluation -->"
    ):
        write_section(path, "evaluation", "good")
    assert path.read_text() == page


def test_a_page_that_is_not_there_is_made(tmp_path: Path) -> None:
    write_section(tmp_path / "docs" / "quality.md", "evaluation", "good")
    text = (tmp_path / "docs" / "quality.md").read_text()
    assert text == "<!-- evaluation -->\n\ngood\n\n<!-- /evaluation -->\n"
