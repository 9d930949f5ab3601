"""The ways one name is written: a title in, its shorter and turned-round forms out.

The names of records are made of them (`names.py`).
"""

from __future__ import annotations

import re

SHORTENED = (("Agriculture", "Ag"), ("Compensation", "Comp"), ("Service ", "Services "))
_BODY = re.compile(r"(Department|Board|Bureau|Division|Office|Commission|Commissioner) o[fn] (?:the )?(.+)")


def wordings(title: str) -> list[str]:
    """Return the title and how people shorten it: no Mississippi, words swapped, only its first part."""
    plain = re.sub(r" *\(.*?\)", "", title).removeprefix("The ")
    short = re.sub(r"\b(?:Mississippi|State) (?=\w)", "", plain)
    texts = [plain, short]
    texts += [re.sub(r"(.+) Department", r"Department of \1", text) for text in texts]
    parts = [re.split(r",| and ", text)[0] for text in texts]
    texts += [part for part in parts if _BODY.fullmatch(part) or part.startswith("Mississippi ")]
    texts += [f"{body[2]} {body[1]}" for text in texts if (body := _BODY.fullmatch(text))]
    for long, shortened in SHORTENED:
        texts += [text.replace(long, shortened) for text in texts]
    return list(dict.fromkeys(texts))


def compounds(text: str) -> list[str]:
    """Return the text, also with DeSoto as two words and De Kalb as one."""
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text)
    return list(dict.fromkeys([text, apart, re.sub(r"^De ", "De", text)]))
