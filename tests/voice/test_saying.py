"""What is written for the eye is said the way people say it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.voice import say
from bot.voice.lexicon import AMERICAN, FOLDER, read_lexicon


@pytest.mark.parametrize(
    ("written", "said"),
    [
        # telephones
        ("Call (601) 987-1212.", "Call 601-987-1212."),
        ("Call 601.987.1212.", "Call 601-987-1212."),
        ("Call 1-800-555-0100.", "Call 1-800-555-0100."),
        ("Call 800-QUIT-NOW.", "Call 800 QUIT NOW."),
        ("Call 601-359-1100, ext. 5.", "Call 601-359-1100, extension 5."),
        # money
        ("It costs $24.", "It costs 24 dollars."),
        ("It costs $1.", "It costs 1 dollar."),
        ("It costs $1.50.", "It costs 1 dollar and 50 cents."),
        ("It costs $0.20 a page.", "It costs 20 cents a page."),
        ("It costs $7.00.", "It costs 7 dollars."),
        ("Up to $2.5 million.", "Up to 2.5 million dollars."),
        ("From $10-$500.", "From 10 dollars to 500 dollars."),
        ("You need a $5,000 bond.", "You need a 5,000 dollar bond."),
        # times, dates, ranges
        ("Open 8:00 a.m.-5:00 p.m. daily.", "Open 8 a.m. to 5 p.m. daily."),
        ("At 3:00 PM.", "At 3 p.m."),
        ("At 8:30am.", "At 8:30 a.m."),
        ("From 1:30-4:00.", "From 1:30 to 4."),
        ("Open 24/7.", "Open 24 hours a day, 7 days a week."),
        ("Mon-Fri.", "Monday to Friday."),
        ("October–December 2026.", "October to December 2026."),
        ("The 2024-2026 plan.", "The 2024 to 2026 plan."),
        ("Ages 18-21.", "Ages 18 to 21."),
        ("Due 2026-11-22.", "Due November 22, 2026."),
        ("Due 11/22/2026.", "Due November 22, 2026."),
        ("On the 22nd.", "On the 22nd."),
        # citations and forms
        ("See § 27-19-3(a).", "See section 27 dash 19 dash 3, a."),
        ("Use Form 80-105.", "Use Form 80 dash 105."),
        ("Use form 80-105, 80-106.", "Use form 80 dash 105, 80 dash 106."),
        ("Bring a W-2.", "Bring a W 2."),
        # counts, units, signs
        ("About 4.5% of 1,200 people.", "About 4.5 percent of 1,200 people."),
        ("Boats over 26 ft pay.", "Boats over 26 feet pay."),
        ("Age 65+ only.", "Age 65 or more only."),
        ("Item #5 & more.", "Item number 5 and more."),
        ("Each week/month.", "Each week or month."),
        # places
        (
            "501 N. West St., Suite 201-B, Jackson, MS 39201.",
            "501 North West Street, Suite 201 B, Jackson, Mississippi 39201.",
        ),
        ("PO Box 958, Jackson, MS.", "P O Box 958, Jackson, Mississippi."),
        ("Bay St. Louis.", "Bay Saint Louis."),
        ("Go to 501 West St. Call first.", "Go to 501 West Street. Call first."),
        ("Visit dps.ms.gov.", "Visit D P S dot M S dot gov."),
        ("See GoMDOT.com/hurricanes.", "See GoMDOT dot com slash hurricanes."),
        ("Here: https://www.ms.gov/a?b=1", "Here."),
        ("Write to aim@its.ms.gov.", "Write to aim at I T S dot M S dot gov."),
        ("Write to jay.white@its.ms.gov.", "Write to jay dot white at I T S dot M S dot gov."),
        # acronyms
        ("Ask MLC.", "Ask M L C."),
        ("Apply for SNAP and WIC.", "Apply for SNAP and WIC."),
        ("Nurses: RNs, LPNs.", "Nurses: R N's, L P N's."),
        ("Ask DPS.", "Ask D P S, the Department of Public Safety."),
        ("DOR gives permits. Ask DOR.", "D O R, the Department of Revenue, gives permits. Ask D O R."),
        ("The DPS office.", "The D P S office."),
        ("The Department of Public Safety (DPS) helps.", "The Department of Public Safety, D P S, helps."),
        # brackets, quotes, dashes, pictures
        ("Renew it (online). Pay.", "Renew it, online. Pay."),
        ("Pay. (By mail.)", "Pay. By mail."),
        ("Renew it — fast!", "Renew it, fast!"),
        ('“Curly” and "straight".', "Curly and straight."),
        ("Done 🎉 ™.", "Done."),
        ("**Bold** and _line_.", "Bold and line."),
        ("Dr. Craig P. Orgeron spoke.", "Doctor Craig P Orgeron spoke."),
        ("e.g., tags, etc.", "for example, tags, and so on."),
        ("", ""),
    ],
)
def test_written_text_is_said(written: str, said: str) -> None:
    assert say(written) == said


def test_what_was_said_is_said_the_same_again() -> None:
    for written in (
        "DPS takes $1.50 (at 8:00 a.m.) from RNs, see § 27-19-3.",
        "Ask MDHS.",
        "Visit ms.gov & more.",
    ):
        assert say(say(written)) == say(written)


@given(st.text())
def test_anything_can_be_said(text: str) -> None:
    said = say(text)
    assert not set(said) & set("()[]{}<>*`#|")


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yml")), ids=lambda path: path.stem)
def test_every_lexicon_can_be_read(path) -> None:  # type: ignore[no-untyped-def]
    lexicon = read_lexicon(path.stem)
    assert lexicon.names and all(name[0].isupper() for name in lexicon.names)
    assert not {said for said in lexicon.names.values() if any(c in said for c in '<>&"')}


def test_an_acronym_stands_for_the_agency_of_its_record(shipped) -> None:  # type: ignore[no-untyped-def]
    titles = {
        acronym: r.title for r in shipped for acronym in r.details.get("acronyms", ()) if r.type == "agency"
    }
    assert {acronym: titles.get(acronym) for acronym in read_lexicon(AMERICAN).expansions} == dict(
        read_lexicon(AMERICAN).expansions
    )
