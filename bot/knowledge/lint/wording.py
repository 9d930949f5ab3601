"""Rules about plain words: an answer should be easy to read, and its spelling American.

Each takes one record and today's date and gives findings; called by check_records."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from bot.knowledge.lint.finding import Finding
from bot.knowledge.lint.reading import find_grade
from bot.knowledge.lint.texts import read_texts
from bot.knowledge.record import Record

HARDEST_GRADE = 10
FEWEST_WORDS = 8  # shorter texts get a grade that depends on a single word
QUOTED_WORDS = 5  # what someone else said at this length is not ours to reword

_BRITISH = re.compile(
    r"""\b(?:
    licen(?:ce[sd]?|cing) | centres? | cheques? | programmes? | enrol(?:s|ments?)? | defence
    | (?:colour|favour|honour|labour|neighbour|behaviour|harbour|endeavour)\w*
    | (?:organ|recogn|author|apolog|final|special|util|real|summar|prior|immun|notar)is(?:e[sd]?|ing|ations?)
    | (?:travel|cancel|label|model|counsel|signal|fuel)l(?:ed|ing|ers?|ors?) | practis(?:e[sd]?|ing)
    | grey | kerbs? | tyres? | gaol | mould | plough\w* | jewellery | paediatric\w* | ageing | judgement
    | instalments? | enquir(?:y|ies|e[sd]?) | whilst | learnt | storeys | metres? | litres? | aluminium
    | postcodes? | motorways? | petrol | fulfil | offences? | analysed?
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)


def check_grade(record: Record, today: date) -> Iterator[Finding]:
    """Find a summary that takes more than ten years of school to read."""
    text = record.summary
    quotes = re.findall(r"[“\"]([^”\"]*)[”\"]", text)
    if len(text.split()) < FEWEST_WORDS or any(len(quote.split()) >= QUOTED_WORDS for quote in quotes):
        return
    grade = round(find_grade(text), 1)
    if grade > HARDEST_GRADE:
        yield Finding(
            "warning", record.id, "summary", f"reading grade {grade}, expected {HARDEST_GRADE} at most"
        )


def check_spelling(record: Record, today: date) -> Iterator[Finding]:
    """Find British spellings in what a citizen reads."""
    for field, text in read_texts(record):
        for word in _BRITISH.findall(text):
            yield Finding("warning", record.id, field, f"expected American spelling, found {word!r}")
