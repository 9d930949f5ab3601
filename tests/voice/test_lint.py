"""Every published record can be said; what cannot is found."""

from __future__ import annotations

from dataclasses import replace

import pytest
from click.testing import CliRunner

from bot.channels.web.cards import AS_THEY_ARE, PARTS
from bot.cli.voice import command
from bot.knowledge.record import Record
from bot.knowledge.schema import parse_record
from bot.voice import spoken_form
from bot.voice.lint import check_voice, find_breath_faults, find_ssml_faults
from bot.voice.parity import ASKED, compare

RECORD = Record("service:tag", "Renew a tag", "Renew it at your county office.", {"fee": "$14"})


def test_every_published_record_can_be_said(shipped: tuple[Record, ...]) -> None:
    assert len(shipped) > 800
    assert check_voice(shipped) == []


def test_what_staff_wrote_is_said() -> None:
    assert spoken_form(RECORD) == ["Renew a tag: Renew it at your county office."]
    written = replace(RECORD, details={"spoken": "Your county renews tags. Bring $14."})
    assert spoken_form(written) == ["Your county renews tags. Bring 14 dollars."]
    assert not check_voice([written])


@pytest.mark.parametrize(
    ("spoken", "fault"),
    [
        ("Go to https://ms.gov now.", "an address"),
        ("Go to ms.gov now.", "an address"),
        ("Bring **both** papers.", "markup"),
        ("Bring papers (both).", "a bracket"),
        ("Done 🎉.", "an emoji"),
        (" ".join(["word"] * 31) + ".", "31 words"),
        ("...", "nothing is said"),
    ],
)
def test_what_cannot_be_said_is_found(spoken: str, fault: str) -> None:
    findings = check_voice([replace(RECORD, details={"spoken": spoken})])
    assert findings and all(
        (f.level, f.record, f.field) == ("error", RECORD.id, "details.spoken") for f in findings
    )
    assert any(fault in finding.message for finding in findings)


def test_a_draft_is_nobodys_business() -> None:
    assert not check_voice([replace(RECORD, status="draft", details={"spoken": "(x)"})])


@pytest.mark.parametrize(
    ("breath", "fault"),
    [
        ("One. Two. Three.", "3 sentences"),
        (" ".join(["word"] * 31), "31 words"),
        ("x" * 700, "700 characters"),
    ],
)
def test_a_breath_that_is_too_long_is_found(breath: str, fault: str) -> None:
    assert any(fault in found for found in find_breath_faults(breath))


def test_ssml_that_no_voice_takes_is_found() -> None:
    assert list(find_ssml_faults("<break>")) and list(find_ssml_faults("a & b"))
    assert list(find_ssml_faults("call 911")) and not list(
        find_ssml_faults('<say-as interpret-as="digits">911</say-as>')
    )


def test_any_type_may_have_a_spoken_form() -> None:
    for kind in ("service", "topic"):
        entry = {"id": f"{kind}:a", "title": "A", "summary": "B.", "details": {"spoken": "C."}}
        record = parse_record(entry)
        assert isinstance(record, Record) and record.details == {"spoken": "C."}


def test_parity_knows_every_fact_of_a_card() -> None:
    assert set(ASKED) == {*AS_THEY_ARE, *PARTS}


def test_parity_tells_what_is_said_when() -> None:
    told = replace(
        RECORD, details={"fee": "$14", "phone": "601-432-8000", "how": ["online"], "url": "https://ms.gov"}
    )
    told = replace(told, summary="It costs $14. Bring your old tag along. Call 601-432-8000.")
    facts = compare([told]).facts
    assert facts["service", "fee"].first == facts["service", "phone"].later == 1
    assert facts["service", "how"].asked == facts["service", "link"].never == 1


def test_the_command_tells_faults_and_parity(tmp_path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setenv("MISSI_KNOWLEDGE", str(tmp_path))
    entry = "- id: service:a\n  title: A\n  summary: B.\n  details: {{spoken: '{}'}}\n"
    (tmp_path / "services.yml").write_text(entry.format("Bring papers."))
    good = CliRunner().invoke(command, ["check"])
    assert good.exit_code == 0 and "0 faults" in good.output and "service: 1 records" in good.output
    (tmp_path / "services.yml").write_text(entry.format("Bring papers (both)."))
    bad = CliRunner().invoke(command, ["check"])
    assert bad.exit_code == 1 and "error: service:a: details.spoken: a bracket" in bad.output
