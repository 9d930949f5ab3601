"""Knowledge files: every fault is one line with file, line, record, field and what was expected."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.errors import KnowledgeError
from bot.knowledge.files import fingerprint_files, read_records, write_records
from bot.knowledge.record import TYPES, Record

GOOD = "- {id: 'faq:good', title: Good, summary: Nothing is wrong here.}\n"
Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes knowledge files, named by keyword; `asks` goes where asks belong."""

    def write(text: str | bytes, asks: str = "") -> Path:
        folder = tmp_path / "knowledge"
        (folder / "asks").mkdir(parents=True)
        (folder / "a.yml").write_bytes(text if isinstance(text, bytes) else text.encode())
        if asks:
            (folder / "asks" / "b.yml").write_text(asks)
        return folder

    return write


def faults(folder: Path) -> list[str]:
    with pytest.raises(KnowledgeError) as caught:
        read_records(folder)
    return str(caught.value).split("\n")


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        ("just text", "a.yml:2: expected a record (a mapping)"),
        ("{title: A, summary: B}", "a.yml:2: None: id: field required"),
        ("{id: 'faq:good', title: A}", "a.yml:2: faq:good: id: expected an id not used before"),
        ("{id: 5, title: A, summary: B}", "a.yml:2: 5: id: str type expected"),
        ("{id: 'faq:a', summary: B}", "a.yml:2: faq:a: title: field required"),
        ("{id: 'faq:a', title: 5, summary: B}", "a.yml:2: faq:a: title: str type expected"),
        (
            "{id: 'faq:a', title: A, summary: '  '}",
            "a.yml:2: faq:a: summary: ensure this value has at least 1 characters",
        ),
        (
            "{id: 'faq:a', title: A, summary: B, topics: roads}",
            "a.yml:2: faq:a: topics: value is not a valid list",
        ),
        (
            "{id: 'faq:a', title: A, summary: B, keywords: [x, 5]}",
            "a.yml:2: faq:a: keywords.1: str type expected",
        ),
        (
            "{id: 'faq:a', title: A, summary: B, status: old}",
            "a.yml:2: faq:a: status: unexpected value; permitted: 'draft', 'published', 'retired'",
        ),
        (
            "{id: 'faq:a', title: A, summary: B, checked: 'yes'}",
            "a.yml:2: faq:a: checked: value is not a valid boolean",
        ),
        (
            "{id: 'faq:a', title: A, summary: B, verified_on: soon}",
            "a.yml:2: faq:a: verified_on: invalid date format",
        ),
        (
            "{id: 'faq:a', title: A, summary: B, source: {url: x}}",
            "a.yml:2: faq:a: source.title: field required",
        ),
        (
            "{id: 'faq:a', title: A, summary: B, price: 5}",
            "a.yml:2: faq:a: price: extra fields not permitted",
        ),
        (
            "{id: 'topic:a', title: A, summary: B, details: {fee: $5}}",
            "a.yml:2: topic:a: details: 'fee' is not a detail of topic; expected spoken",
        ),
        (
            "{id: 'county:a', title: A, summary: B, details: {fee: $5}}",
            "a.yml:2: county:a: details: 'fee' is not a detail of county; "
            "expected region, seat, seats, spoken, url",
        ),
        (
            "{id: 'service:a', title: A, summary: B, details: {how: [by fax]}}",
            "a.yml:2: service:a: details.how.0: unexpected value; "
            "permitted: 'online', 'mail', 'in person', 'phone'",
        ),
    ],
)
def test_a_broken_entry_is_one_line(write: Write, entry: str, fault: str) -> None:
    assert faults(write(f"{GOOD}- {entry}\n")) == [fault]


@pytest.mark.parametrize("identity", ["Faq:a", "faq", "faq:", "faq:A", "faq:-a", "faq:a b", "law:a", ""])
def test_an_odd_id_is_said_with_the_form_expected(write: Write, identity: str) -> None:
    (fault,) = faults(write(f"{GOOD}- {{id: '{identity}', title: A, summary: B}}\n"))
    form = rf"^({'|'.join(TYPES)}):[a-z0-9][a-z0-9.-]*\Z"
    assert fault == f'a.yml:2: {identity}: id: string does not match regex "{form}"'


def test_a_fault_names_the_line_of_its_field(write: Write) -> None:
    text = (
        "- id: service:a\n  title: A\n  summary: B\n  details:\n    fee: $5\n    how: [fax]\n  checked: 2\n"
    )
    details, checked = faults(write(GOOD + text))
    assert details.startswith("a.yml:5: service:a: details.how.0: ")
    assert checked == "a.yml:8: service:a: checked: value is not a valid boolean"


def test_every_fault_of_every_file_is_said(write: Write) -> None:
    folder = write("- {id: 'faq:a'}\n- text\n")
    (folder / "services").mkdir()
    (folder / "services" / "c.yml").write_text("- {id: 'service:a', title: A}\n")
    assert faults(folder) == [
        "a.yml:1: faq:a: title: field required",
        "a.yml:1: faq:a: summary: field required",
        "a.yml:2: expected a record (a mapping)",
        "c.yml:1: service:a: summary: field required",
    ]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (b"", "a.yml:1: expected a list or a mapping"),
        (b"just words\n", "a.yml:1: expected a list or a mapping"),
        (b"- id: faq:a\n\ttitle: A\n", "a.yml:2: cannot be read as YAML: "),
        (b"- {id: 'faq:a', title: A\n", "a.yml:2: cannot be read as YAML: "),
        (b"- x\n- y: [\n", "a.yml:3: cannot be read as YAML: "),
        (b"- x\n---\n- y\n", "a.yml:2: cannot be read as YAML: "),
        (b"- \xff\n", "a.yml:1: cannot be read as YAML: 'utf-8' codec can't decode byte 0xff"),
        (b"- !!python/object:os.system {}\n", "a.yml:1: cannot be read as YAML: "),
        (b"- *nothing\n", "a.yml:1: cannot be read as YAML: found undefined alias"),
    ],
)
def test_a_file_that_is_no_yaml_is_one_line(write: Write, text: bytes, fault: str) -> None:
    (said,) = faults(write(text))
    assert said.startswith(fault)


@pytest.mark.parametrize(
    ("asks", "fault"),
    [
        ("faq:good: how\n", "b.yml:1: faq:good: expected a list of texts"),
        ("faq:good: [how, 5]\n", "b.yml:1: faq:good: expected a list of texts"),
        ("faq:good: [how]\nfaq:good: [why]\n", "b.yml:2: faq:good: asks given twice"),
        ("faq:other: [how]\n", "asks: faq:other: expected a record of this id"),
    ],
)
def test_broken_asks_are_one_line(write: Write, asks: str, fault: str) -> None:
    assert faults(write(GOOD, asks)) == [fault]


def test_a_folder_without_files_is_named(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "missing"):
        assert faults(folder) == [f"{folder}: expected knowledge files (*.yml), found none"]


def test_records_come_in_file_order_with_their_asks(write: Write) -> None:
    folder = write(GOOD + "- {id: 'faq:a', title: A, summary: B}\n", "faq:a: [How?, Why?]\n")
    assert [(r.id, r.asks) for r in read_records(folder)] == [("faq:good", ()), ("faq:a", ("How?", "Why?"))]


@pytest.fixture(scope="module")
def copied(shipped: tuple[Record, ...], tmp_path_factory: pytest.TempPathFactory) -> list[Record]:
    """The shipped knowledge, written and read back."""
    folder = tmp_path_factory.mktemp("copy")
    write_records(shipped, folder)
    return read_records(folder)


@pytest.mark.parametrize("kind", TYPES)
def test_the_shipped_knowledge_is_written_and_read_back(
    shipped: tuple[Record, ...], copied: list[Record], kind: str
) -> None:
    before, after = ([r for r in records if r.type == kind] for records in (shipped, copied))
    assert before
    assert after == before
    assert [r.fingerprint() for r in after] == [r.fingerprint() for r in before]


def test_writing_again_gives_the_same_files(tmp_path: Path, records: tuple[Record, ...]) -> None:
    write_records(records, tmp_path / "one")
    write_records(read_records(tmp_path / "one"), tmp_path / "two")
    assert fingerprint_files(tmp_path / "one") == fingerprint_files(tmp_path / "two")


def test_the_fingerprint_of_the_files_sees_names_and_contents(write: Write) -> None:
    folder = write(GOOD)
    seen = {fingerprint_files(folder)}
    (folder / "a.yml").write_text(GOOD.replace("Good", "Better"))
    seen.add(fingerprint_files(folder))
    (folder / "a.yml").rename(folder / "c.yml")
    seen.add(fingerprint_files(folder))
    assert len(seen) == 3
