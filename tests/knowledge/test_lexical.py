"""Full-text search on both databases: words find records, and no words of a citizen are a command."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.knowledge.record import Record
from bot.knowledge.search.lexical import search_text, words_of
from bot.knowledge.store import Store

LICENSE = Record(
    id="service:fishing-license",
    title="Buy a fishing license",
    summary="You need it to catch fish in fresh water.",
    keywords=("angling",),
    asks=("permit for my boy to go after bream",),
)
AGENCY = Record(
    id="agency:wildlife",
    title="Department of Wildlife",
    summary="It sells a license for hunting and one for fishing.",
    details={"acronyms": ["MDWFP"]},
)
NEAR = Record(id="faq:near", title="Offices near you", summary="Search and find one, or call: don't wait.")
DRAFT = Record(id="faq:draft", title="Fishing for catfish", summary="A license.", status="draft")
RECORDS = (LICENSE, AGENCY, NEAR, DRAFT)


@pytest.fixture(scope="module")
def texts(shared_store: Store) -> Store:
    shared_store.save_all(RECORDS)
    return shared_store


def found(store: Store, words: str) -> set[str]:
    """The ids found without their type; every score must be above 0."""
    scores = search_text(store.engine, words_of(words))
    assert all(score > 0 for score in scores.values())
    return {identity.partition(":")[2] for identity in scores}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("fishing", {"fishing-license", "wildlife"}),
        ("FISHING Licenses!", {"fishing-license", "wildlife"}),
        ("angling", {"fishing-license"}),
        ("angle", {"fishing-license"}),
        ("anglers", set()),
        ("bream", {"fishing-license"}),
        ("mdwfp", {"wildlife"}),
        ("MDWF", set()),
        ("hunt", {"wildlife"}),
        ("hunger", set()),
        ("fresh bread", {"fishing-license"}),
        ("refresh", set()),
        ("offices", {"near"}),
        ("official", set()),
    ],
)
def test_words_find_records_and_their_neighbors_do_not(texts: Store, words: str, expected: set[str]) -> None:
    assert found(texts, words) == expected


def test_a_title_counts_more_than_a_summary(texts: Store) -> None:
    scores = search_text(texts.engine, words_of("fishing"))
    assert scores["service:fishing-license"] > scores["agency:wildlife"]


def test_only_the_best_are_given(texts: Store) -> None:
    assert list(search_text(texts.engine, words_of("fishing license"), limit=1)) == [
        "service:fishing-license"
    ]


@pytest.mark.parametrize(
    "words",
    [
        *(
            '"',
            "'",
            "''",
            '"" ""',
            "()",
            "((",
            "*",
            "**",
            ":",
            "%",
            "_",
            "\\",
            ";",
            "-",
            "--",
            "!",
            "&",
            "|",
            "<->",
        ),
        *(
            "",
            "   ",
            "\n\t",
            "\x00",
            "^",
            "{}",
            "?",
            "$1",
            "@@",
            "😀",
            "..",
            "AND",
            "OR",
            "NOT",
            "the",
            "AND OR NOT",
        ),
        *(
            "title:",
            "record_id:x",
            "* OR *",
            '" OR "',
            "' OR '1'='1",
            "zzz* OR title:*",
            "zzz'); DROP TABLE x; --",
        ),
        *(
            "NOT zzz",
            "zzz OR NOT zzz",
            "-zzz",
            "!zzz",
            "zzz:*",
            "zz%",
            "zzz\\",
            "%s %(id)s :query ::text",
            "ñ é 字",
        ),
    ],
)
def test_no_sign_of_a_query_language_matches(texts: Store, words: str) -> None:
    assert found(texts, words) == set()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ('"angling"', {"fishing-license"}),
        ('angling"', {"fishing-license"}),
        ("(angling", {"fishing-license"}),
        ("angling*", {"fishing-license"}),
        ("ang*", set()),
        ("title:angling", {"fishing-license"}),
        ("-angling", {"fishing-license"}),
        ("!angling & zzz", {"fishing-license"}),
        ("NOT angling", {"fishing-license"}),
        ("angling AND zzz", {"fishing-license"}),
        ("NEAR(angling zzz, 1)", {"fishing-license", "near"}),
        ("NEAR", {"near"}),
        ("what; angling%\\", {"fishing-license"}),
        ("bream\x00", {"fishing-license"}),
    ],
)
def test_among_such_signs_only_the_words_count(texts: Store, words: str, expected: set[str]) -> None:
    assert found(texts, words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("x" * 5000, set()),
        ("fishing " * 625, {"fishing-license", "wildlife"}),
        (" ".join(f"word{number}" for number in range(600)), set()),
        ('"(' * 2500, set()),
        ("angling " + "zz " * 1600, {"fishing-license"}),
    ],
    ids=["one word", "one word again and again", "many words", "signs", "one and many"],
)
def test_a_long_message_is_searched_too(texts: Store, words: str, expected: set[str]) -> None:
    assert len(words) >= 4500
    assert found(texts, words) == expected


def test_drafts_are_found_when_published_and_no_longer_when_retired(store: Store) -> None:
    store.save_all(RECORDS)
    assert found(store, "catfish") == set()
    store.save_all([*RECORDS[:3], replace(DRAFT, status="published")])
    assert found(store, "catfish") == {"draft"}
    store.save_all(RECORDS[:3], retire_missing=True)
    assert found(store, "catfish") == set()


def test_a_changed_record_is_found_by_its_new_words_only(store: Store) -> None:
    store.save_all(RECORDS)
    store.save_all([replace(LICENSE, keywords=("trolling",)), *RECORDS[1:]])
    assert (found(store, "trolling"), found(store, "angling")) == ({"fishing-license"}, set())


def test_the_end_of_a_contraction_is_no_word(texts: Store) -> None:
    assert found(texts, "I can't angle") == {"fishing-license"}
