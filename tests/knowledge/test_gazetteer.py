"""Names found in what people write, beside the near-misses that name nothing.

The records are a few of the real ones, made here so that the knowledge files may change.
"""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter

import pytest

from bot.knowledge.gazetteer import Gazetteer, Mention
from bot.knowledge.gazetteer.names import Names, names_of
from bot.knowledge.record import Record

FIND_MAX_SECONDS = 0.0015
BUILD_MAX_SECONDS = 1.5
SENTENCE = "How do I renew my drivers licence in Rankin County and what does it cost me this year?"


def record(identity: str, title: str, summary: str = "Nothing.", **details: object) -> Record:
    return Record(identity, title, summary, details)


COUNTIES = {
    "Alcorn": "Corinth",
    "Clay": "West Point",
    "Forrest": "Hattiesburg",
    "DeSoto": "Hernando",
    "Greene": "Leakesville",
    "Hinds": "Jackson",
    "Jackson": "Pascagoula",
    "Jefferson Davis": "Prentiss",
    "Lee": "Tupelo",
    "Madison": "Canton",
    "Oktibbeha": "Starkville",
    "Pearl River": "Poplarville",
    "Rankin": "Brandon",
    "Scott": "Forest",
    "Tate": "Senatobia",
    "Union": "New Albany",
}
RECORDS = [
    *[
        record(f"county:{name.lower().replace(' ', '-')}", f"{name} County", seat=seat)
        for name, seat in COUNTIES.items()
    ],
    record("agency:dps", "Department of Public Safety", acronyms=["DPS", "MDPS"]),
    record("agency:dor", "Department of Revenue", acronyms=["DOR"]),
    record("agency:mdhs", "Department of Human Services", acronyms=["MDHS"]),
    record("agency:msdh", "State Department of Health", acronyms=["MSDH"]),
    record("agency:its", "Department of Information Technology Services", acronyms=["ITS"]),
    record("agency:mac", "Mississippi Arts Commission", acronyms=["MAC"]),
    record("agency:mid", "Insurance Department"),
    record("agency:ago", "Attorney General", acronyms=["AG"]),
    record("agency:gov", "Office of the Governor"),
    record("agency:leg", "Mississippi Legislature"),
    record("agency:pt", "Board of Physical Therapy"),
    record("agency:mwcc", "Workers' Compensation Commission"),
    record("agency:mdwfp", "Department of Wildlife, Fisheries, and Parks"),
    record("agency:mrec", "Real Estate Commission"),
    record("agency:ethics", "Ethics Commission", acronyms=["MEC (Ethics)"]),
    record("agency:visitms", "Visit Mississippi"),
    record("office:dps-pearl", "Driver license office, Pearl", city="Pearl"),
    record("office:mdrs-madison", "Office, Madison", city="Madison"),
    record("office:bay", "Office, Bay St. Louis", city="Bay St. Louis"),
    record("topic:taxes", "Taxes"),
    record("topic:elections", "Elections and voting"),
    record("topic:veterans", "Veterans"),
    record("topic:safety", "Public safety"),
    record("fact:official-governor", "Governor", office="Governor", holder="Tate Reeves"),
    record("fact:official-ltgov", "Lieutenant Governor", office="Lieutenant Governor"),
    record("fact:official-ag", "Attorney General", office="Attorney General", holder="Lynn Fitch"),
    record("fact:official-auditor", "State Auditor", office="State Auditor", holder="Shad White"),
    record("service:homes", "Nursing homes", "Every country has green forests, homes and a ranking."),
]

FOUND = {
    # Counties, with the word and without.
    "hinds county": "county=hinds",
    "Rankin County's website": "county=rankin",
    "rankin co": "county=rankin",
    "the office in Rankin Co. please": "county=rankin",
    "rankin countys web site": "county=rankin",
    "county of Lee": "county=lee",
    "and in Rankin County?": "county=rankin",
    "what about Hinds": "county=hinds",
    "what about Lee": "county=lee",
    "And in Union?": "county=union",
    "and clay?": "county=clay",
    "Is it in Lee or Union county": "county=lee county=union",
    "Hinds, Jackson and Lee counties": "county=hinds county=jackson county=lee",
    "the counties of Lee and Clay": "county=lee county=clay",
    "county seat of lee these days": "county=lee",
    "jefferson-davis county courthouse": "county=jefferson-davis",
    "Pearl River County tags": "county=pearl-river",
    "de soto county": "county=desoto",
    # Cities.
    "an office in jackson": "city=Jackson",
    "Jackson County tag office": "county=jackson",
    "what about Madison": "city=Madison",
    "Is Jackson in Hinds County?": "city=Jackson county=hinds",
    "dmv near pearl": "city=Pearl",
    "pearl dmv hours": "city=Pearl",
    "brandon medicaid phone": "city=Brandon",
    "forest ms medicaid": "city=Forest",
    "Does Pearl have a driver station?": "city=Pearl",
    "which county is brandon in": "city=Brandon",
    "bay saint louis": "city=Bay St. Louis",
    # Agencies.
    "ITS": "agency=its",
    "who runs the its department": "agency=its",
    "DPS": "agency=dps",
    "dps phone number": "agency=dps",
    "dept of revenue": "agency=dor",
    "Dept. of Revenue hours": "agency=dor",
    "the health department": "agency=msdh",
    "Mississippi State Department of Health": "agency=msdh",
    "department of insurance": "agency=mid",
    "the MAC grants": "agency=mac",
    "the Attorney General's office": "agency=ago",
    "number for the AG's office": "agency=ago",
    "governor’s office": "agency=gov",
    "when does the legislature meet": "agency=leg",
    "the PT board": "agency=pt",
    "workers comp commission": "agency=mwcc",
    "department of wildlife": "agency=mdwfp",
    "Department of Wildlife, Fisheries & Parks": "agency=mdwfp",
    # Officials.
    "tate reeves": "official=official-governor",
    "who is the lt. governor": "official=official-ltgov",
    "who's the auditor now": "official=official-auditor",
    # Topics.
    "taxes": "topic=taxes",
    "list everything for veterans": "topic=veterans",
    "what is there on elections and voting": "topic=elections",
    "anything under public safety": "topic=safety",
    # Typos.
    "department of human servces": "agency=mdhs",
    "deprtment of revnue": "agency=dor",
    "attorney genral": "official=official-ag",
    "tate reves": "official=official-governor",
    "goverment by the govenor": "official=official-governor",
    "office in hatiesburg": "city=Hattiesburg",
    "starkvile trooper station": "city=Starkville",
    "rnakin county": "county=rankin",
    "octibbeha": "county=oktibbeha",
    "green county tags": "county=greene",
    "forest county burn ban": "county=forrest",
    "lee conty": "county=lee",
}

NOTHING = [
    "",
    "   ",
    "?!",
    "Mississippi",
    "what can I do in mississippi",
    "visit a museum",
    "may I",
    "its open",
    "is its office open",
    "WHEN IS ITS OFFICE OPEN",
    "a mac and cheese place",
    "my brother Lee needs his license",
    "I am Clay and my friend is Scott",
    "is there a union at the plant for us",
    "the Pearl River is rising",
    "a pearl necklace",
    "the national forest",
    "the Forest Service",
    "in the Pearl",
    "in the country",
    "what is the ranking of schools",
    "nursing homes",
    "is Columbus Day a state holiday",
    "a tax auditor came by",
    "how much are my taxes this year",
    "my daddy was in the army and some veterans came by",
    "How do I renew my driver's license?",
    "I need a birth certificate for my son",
]


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer(RECORDS)


def shown(mentions: list[Mention]) -> str:
    return " ".join(f"{mention.kind}={mention.value}" for mention in mentions)


def fastest(work: Callable[[], object], times: int) -> float:
    taken = []
    for _ in range(times):
        start = perf_counter()
        work()
        taken.append(perf_counter() - start)
    return min(taken)


@pytest.mark.parametrize(("text", "expected"), FOUND.items())
def test_names_are_found(gazetteer: Gazetteer, text: str, expected: str) -> None:
    assert shown(gazetteer.find(text)) == expected


@pytest.mark.parametrize("text", NOTHING)
def test_near_misses_are_nothing(gazetteer: Gazetteer, text: str) -> None:
    assert gazetteer.find(text) == []


def test_acronyms_that_are_words_need_capitals() -> None:
    board = record("agency:cpa", "Board of Public Accountancy", acronyms=["CPA", "LEG"])
    gazetteer = Gazetteer([board])
    assert shown(gazetteer.find("CPA rules")) == "agency=cpa"
    assert shown(gazetteer.find("who is on the cpa board")) == "agency=cpa"
    assert gazetteer.find("i broke my leg at the cpa") == []


def test_places_are_those_of_the_text(gazetteer: Gazetteer) -> None:
    text = "  Is the  Dept. of Revenue in Rankin County's seat?"
    found = gazetteer.find(text)
    assert [text[mention.start : mention.end] for mention in found] == [m.text for m in found]
    assert [mention.text for mention in found] == ["Dept. of Revenue", "Rankin County"]


def test_the_longest_name_wins(gazetteer: Gazetteer) -> None:
    assert (
        shown(gazetteer.find("Department of Public Safety in Jackson County")) == "agency=dps county=jackson"
    )


def test_every_undoubted_name_finds_itself(gazetteer: Gazetteer) -> None:
    for name in names_of(RECORDS).names:
        if name.kind and not name.doubt:
            assert [mention.value for mention in gazetteer.find(name.text)] == [name.value], name


def test_kept_names_find_the_same(gazetteer: Gazetteer) -> None:
    kept = Gazetteer(names=Names.from_data(names_of(RECORDS).as_data()))
    for text in [*FOUND, *NOTHING]:
        assert kept.find(text) == gazetteer.find(text)


def test_finding_and_building_are_quick(gazetteer: Gazetteer) -> None:
    # The best of many: a busy machine slows single runs, never all of them.
    assert fastest(lambda: gazetteer.find(SENTENCE), times=50) < FIND_MAX_SECONDS
    assert fastest(lambda: Gazetteer(RECORDS), times=2) < BUILD_MAX_SECONDS
