"""`missi kb`: what it does, what it prints, and how it says what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.cli.main import main
from bot.knowledge.files import read_records

Capture = pytest.CaptureFixture[str]

NEWS = """\
<?xml version="1.0"?>
<rss version="2.0"><channel><title>News</title><link>https://www.ms.gov/</link>
<item><title>Park reopens</title><link>https://www.ms.gov/park</link>
<description>The park is open again.</description><pubDate>Mon, 02 Mar 2026 09:00:00 GMT</pubDate></item>
<item><link>https://www.ms.gov/nothing</link></item>
</channel></rss>
"""


def test_loading_twice_changes_nothing(knowledge: Path, capsys: Capture) -> None:
    assert main(["kb", "load"]) == 0
    assert main(["kb", "load"]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first == "1 added, 0 changed, 0 retired, 0 unchanged"
    assert second == "0 added, 0 changed, 0 retired, 1 unchanged"


def test_a_record_that_is_gone_is_retired(knowledge: Path, capsys: Capture) -> None:
    main(["kb", "load"])
    path = knowledge / "services.yml"
    path.write_text(path.read_text().replace("boat-registration", "boats"))
    capsys.readouterr()
    assert main(["kb", "load"]) == 0
    assert capsys.readouterr().out == "1 added, 0 changed, 1 retired, 0 unchanged\n"


def test_a_broken_record_is_one_line(knowledge: Path, capsys: Capture) -> None:
    path = knowledge / "services.yml"
    path.write_text(path.read_text().replace("status: published", "status: maybe"))
    assert main(["kb", "load"]) == 1
    line = capsys.readouterr().err
    assert line.startswith("missi: services.yml:4: service:boat-registration: status: ")
    assert line.count("\n") == 1


def test_every_broken_record_is_said(knowledge: Path, capsys: Capture) -> None:
    (knowledge / "more.yml").write_text("- id: service:a\n  title: A\n- just text\n")
    assert main(["kb", "load"]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 2
    assert lines[0].startswith("missi: more.yml:1: service:a: summary: ")
    assert lines[1].startswith("missi: more.yml:3: expected a record")


@pytest.mark.parametrize("command", ["load", "export"])
def test_a_database_that_cannot_be_written_is_one_line(
    knowledge: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture, command: str
) -> None:
    """Below a regular file, where not even root can write."""
    url = f"sqlite:///{knowledge / 'services.yml' / 'missi.db'}"
    monkeypatch.setenv("MISSI_DATABASE_URL", url)
    assert main(["kb", command, *([str(knowledge)] if command == "export" else [])]) == 1
    line = capsys.readouterr().err
    assert line.startswith(f"missi: MISSI_DATABASE_URL: {url}: cannot be used: ")
    assert line.count("\n") == 1


def test_a_database_that_is_something_else_is_one_line(
    knowledge: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.setenv("MISSI_DATABASE_URL", f"sqlite:///{knowledge / 'services.yml'}")
    assert main(["kb", "load"]) == 1
    line = capsys.readouterr().err
    assert "database cannot be used: file is not a database" in line
    assert line.count("\n") == 1


def test_what_is_exported_reads_back(knowledge: Path, tmp_path: Path, capsys: Capture) -> None:
    main(["kb", "load"])
    assert main(["kb", "export", str(tmp_path / "copy")]) == 0
    assert capsys.readouterr().out.endswith(f"1 records written to {tmp_path / 'copy'}\n")
    assert [r.id for r in read_records(tmp_path / "copy")] == [r.id for r in read_records(knowledge)]


def test_a_folder_that_cannot_be_written_is_one_line(knowledge: Path, capsys: Capture) -> None:
    target = knowledge / "services.yml" / "copy"
    assert main(["kb", "export", str(target)]) == 1
    assert capsys.readouterr().err == f"missi: {target}: cannot be written: Not a directory\n"


def test_an_import_saves_what_it_can_and_says_the_rest(
    knowledge: Path, tmp_path: Path, capsys: Capture
) -> None:
    feed = tmp_path / "news.rss"
    feed.write_text(NEWS)
    assert main(["kb", "import", str(feed)]) == 0
    told = capsys.readouterr()
    assert told.out == "1 added, 0 changed, 0 unchanged\n"
    assert told.err.startswith("missi: news.rss")
    assert told.err.count("\n") == 1


def test_an_import_keeps_the_asks_of_a_record(knowledge: Path, tmp_path: Path, capsys: Capture) -> None:
    (knowledge / "asks").mkdir(exist_ok=True)
    (knowledge / "asks" / "all.yml").write_text("service:boat-registration: [Where do I register my boat?]\n")
    main(["kb", "load"])
    table = tmp_path / "services.csv"
    table.write_text("id,title,summary,fee\nboat-registration,Register a boat,Register it.,$5\n")
    assert main(["kb", "import", str(table)]) == 0
    assert capsys.readouterr().out.endswith("0 added, 1 changed, 0 unchanged\n")
    main(["kb", "export", str(tmp_path / "copy")])
    (record,) = read_records(tmp_path / "copy")
    assert (record.details["fee"], record.asks) == ("$5", ("Where do I register my boat?",))


def test_an_unknown_kind_of_file_is_one_line(knowledge: Path, capsys: Capture) -> None:
    assert main(["kb", "import", str(knowledge / "services.yml")]) == 1
    assert capsys.readouterr().err.startswith("missi: services.yml: expected a file ending in .csv")


def test_a_check_ends_with_counts_and_fails_on_errors(knowledge: Path, capsys: Capture) -> None:
    code = main(["kb", "check"])
    lines = capsys.readouterr().out.splitlines()
    errors = sum(line.startswith("error: ") for line in lines)
    assert lines[-1].startswith(f"{errors} errors, ")
    assert code == (1 if errors else 0)


def test_a_wrong_topic_is_an_error_of_the_check(knowledge: Path, capsys: Capture) -> None:
    path = knowledge / "services.yml"
    path.write_text(path.read_text() + "  topics: [nowhere]\n")
    assert main(["kb", "check"]) == 1
    assert "error: service:boat-registration: topics" in capsys.readouterr().out
