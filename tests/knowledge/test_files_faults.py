"""Knowledge files that a person may well write by mistake: said in one line too, never a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import KnowledgeError
from bot.knowledge.files import read_records

GOOD = "- {id: 'faq:good', title: Good, summary: Nothing is wrong here.}\n"


def test_a_folder_may_lie_below_one_named_asks(tmp_path: Path) -> None:
    folder = tmp_path / "asks" / "knowledge"
    folder.mkdir(parents=True)
    (folder / "a.yml").write_text(GOOD)
    assert [record.id for record in read_records(folder)] == ["faq:good"]


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        pytest.param("{id: 'faq:a', title: A, summary: B, on: x}", "a.yml:2: faq:a: True: ", id="key"),
        pytest.param(
            "{id: 'faq:a', title: A, summary: B, verified_on: 2026-13-01}", "a.yml:2: ", id="no such day"
        ),
        pytest.param("{id: 'faq:a', title: A, summary: \"B\x07\"}", "a.yml:2: ", id="control character"),
        pytest.param('{id: "faq:a\\n", title: A, summary: B}', "a.yml:2: ", id="id with line break"),
        pytest.param("{id: 'faq:a', title: A, title: C, summary: B}", "a.yml:2: faq:a: title: ", id="twice"),
    ],
)
def test_a_mistake_is_one_line_that_names_its_line(tmp_path: Path, entry: str, fault: str) -> None:
    (tmp_path / "a.yml").write_text(f"{GOOD}- {entry}\n")
    with pytest.raises(KnowledgeError) as caught:
        read_records(tmp_path)
    (line,) = str(caught.value).split("\n")
    assert line.startswith(fault)
