"""Services from CSV: what is loaded and what is reported."""

from __future__ import annotations

import codecs
from datetime import date

import pytest

from bot.errors import KnowledgeError
from bot.knowledge.imports import read_import
from bot.knowledge.record import Record, Source
from tests.importing import TODAY, ids, load, load_text


def test_csv_row_becomes_a_service_with_every_column():
    assert load("services.csv").records[0] == Record(
        id="service:fishing-license",
        title="Buy a fishing license",
        summary="Buy a license to fish in fresh water, for a day or a year.",
        details={
            "url": "https://www.mdwfp.ms.gov/license",
            "fee": "$10 a year",
            "phone": "601-555-0100",
            "requirements": ["Photo ID", "Proof of residence"],
            "how": ["online", "in person"],
        },
        topics=("outdoors", "licenses"),
        audience=("resident", "visitor"),
        keywords=("fishing", "angling license"),
        agency="mdwfp",
        source=Source("mdwfp.ms.gov", "https://www.mdwfp.ms.gov/license", "official"),
        verified_on=date(2026, 5, 1),
        review_by=date(2027, 5, 1),
    )


def test_csv_row_with_empty_cells_takes_source_and_date_from_the_load():
    imported = load("services.csv")
    assert imported.faults == ()
    second = imported.records[1]
    assert second.summary == "Register a boat.\n\nTwo paragraphs are one summary."
    assert (second.details, second.source, second.verified_on) == ({}, Source("services.csv"), TODAY)


def test_csv_bad_rows_are_reported_and_the_rest_load():
    imported = load("services_malformed.csv")
    assert ids(imported) == ["service:good-one", "service:good-two"]
    kinds = "service|agency|office|event|news|plan|policy|fact|county|topic|faq|contact|outside"
    expected = (
        "3: no id: id: field required",
        "4: no-title: title: field required",
        f'5: Bad Id: id: string does not match regex "^({kinds}):[a-z0-9][a-z0-9.-]*\\Z"',
        "6: wrong-values: how: unexpected value; permitted: 'online', 'mail', 'in person', 'phone'",
        "6: wrong-values: audience: unexpected value; permitted: 'resident', 'business', 'visitor', "
        "'government', 'employee'",
        "6: wrong-values: verified_on: expected a date such as 2026-11-21, found '05/01/2026'",
        "6: wrong-values: url: expected an address that starts with https:// or http://",
        "7: good-one: id: expected an id not used before",
        "8: one-too-many: row: expected 7 cells, found 8",
        "9: open-quote: row: expected quotes in pairs: unexpected end of data",
    )
    assert imported.faults == tuple(f"services_malformed.csv:{line}" for line in expected)


def test_csv_line_numbers_count_the_lines_of_a_cell_and_blank_rows(tmp_path):
    imported = load_text(tmp_path, "s.csv", 'id,title,summary\na,A,"1\n2\n3"\n\n,,\nb,,B\n')
    assert imported.faults == ("s.csv:7: b: title: field required",)


@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_csv_is_the_same_with_and_without_bom(tmp_path, mark, newline):
    path = tmp_path / "s.csv"
    path.write_bytes(mark + newline.join(["ID,Title,summary", "a,Café,S"]).encode())
    (record,) = read_import(path, today=TODAY).records
    assert (record.id, record.title) == ("service:a", "Café")


COLUMNS = (
    "expected id, title, summary, url, fee, phone, agency, topics, audience, keywords, "
    "requirements, how, verified_on, review_by"
)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", f"s.csv: no header row; {COLUMNS}"),
        ("id,title,summary,price\na,A,S,1\n", f"s.csv:1: unknown column 'price'; {COLUMNS}"),
        ("id,title\na,A\n", f"s.csv:1: column 'summary' missing; {COLUMNS}"),
        ("id,title,summary,id\n", f"s.csv:1: column 'id' twice; {COLUMNS}"),
    ],
)
def test_csv_header_that_cannot_be_used_is_a_fault_of_the_file(tmp_path, text, message):
    with pytest.raises(KnowledgeError) as caught:
        load_text(tmp_path, "s.csv", text)
    assert str(caught.value) == message
