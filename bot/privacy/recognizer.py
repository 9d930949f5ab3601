"""The recognizer that most of ours are, and the pieces their patterns are made of.

Used by the modules of each kind of personal data. Patterns are presidio's: they ignore case, and blanks and
line breaks in them mean nothing, so that a blank of the text is written `[ ]` or comes from `phrases`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import regex
from presidio_analyzer import Pattern, PatternRecognizer, RecognizerResult
from presidio_analyzer.nlp_engine import NlpArtifacts

SURE = 1.0
MARK = r"[\W_]{1,3}"
"""What people, or programs, put between the groups of one number."""
NINE_DIGITS = rf"\d(?:(?:{MARK})?\d){{8}}(?!\d)"
MOST_LEADING = 12  # pieces, so that a long row of them is looked at once
Check = Callable[[str], bool]


class Recognizer(PatternRecognizer):
    """Finds one kind of personal data.

    Args:
        kind: what it is called, as in `Masked.kinds`.
        patterns: regular expressions; what stands before `\\K` only has to be there.
        check: whether what was found, as it was read, really is one; by default it always is.
        needs: a pattern of which a text must have something, or else nothing is looked for.
    """

    def __init__(
        self, kind: str, patterns: Sequence[str], *, check: Check | None = None, needs: str = r"\d"
    ) -> None:
        self._check = check
        self._needs = regex.compile(needs, regex.IGNORECASE)
        named = [Pattern(f"{kind} {number}", pattern, SURE) for number, pattern in enumerate(patterns)]
        flags = regex.IGNORECASE | regex.VERBOSE
        super().__init__(supported_entity=kind, name=kind, patterns=named, global_regex_flags=flags)

    def analyze(
        self,
        text: str,
        entities: list[str],
        nlp_artifacts: NlpArtifacts | None = None,
        regex_flags: int | None = None,
    ) -> list[RecognizerResult]:
        """See parent class."""
        if not self._needs.search(text):
            return []
        return super().analyze(text, entities, nlp_artifacts, regex_flags)

    def validate_result(self, pattern_text: str) -> bool | None:
        """See parent class."""
        return None if self._check is None else self._check(pattern_text)


def phrases(*rows: str) -> str:
    """A pattern of any of these phrases, which have bars between them, as whole words."""
    told = [phrase.strip().replace(" ", "[ ]") for row in rows for phrase in row.split("|")]
    return rf"(?<![a-z])(?:{'|'.join(told)})(?![a-z])"


def after(cue: str, value: str, *, between: str = "") -> str:
    """A pattern of `value` behind a `cue`, with only words between them that lead from the one to the other.

    Args:
        cue: what announces it, a pattern.
        value: what it looks like, a pattern.
        between: further words that may stand between, with bars between them.
    """
    leading = phrases(_LEADING, between) if between else phrases(_LEADING)
    return rf"""
        {cue} (?: [\s:;=,.()\#*?!'"-]+ | {leading} ){{0,{MOST_LEADING}}} \K
        (?<![a-z0-9]) (?:{value})
    """


_LEADING = (
    "number|numbers|no|num|nbr|nr|id|is|are|was|it|its|it's|s|the|my|our|his|her|here|here's|card|code|as|of|for|and"
    "|numero|es|son|de|del|mi|su|la|el|los|con|tarjeta|codigo|that's|that|says|say|reads|dice|so|um|uh|okay|please"
)
