"""A person's name where it is introduced: "my name is", "I'm Jane Doe calling about", "me llamo".

Gives the recognizer of this kind; called by `masking`. Behind a sure cue ("my name is") any word may be a
name but those that go on with the sentence; behind a doubtful one ("this is") only a known first name is.
"""

from __future__ import annotations

import re
from pathlib import Path

from presidio_analyzer import EntityRecognizer, RecognizerResult
from presidio_analyzer.nlp_engine import NlpArtifacts

from bot.knowledge.stop_words import STOP_WORDS
from bot.privacy.recognizer import SURE

FOLDER = Path(__file__).parent
MOST_WORDS = 4
_KIN = (
    "son|daughter|wife|husband|mother|mom|mama|father|dad|daddy|child|baby|kid|boy|girl|brother|sister|grandson|aunt"
    "|uncle|momma|mommy|papaw|mamaw|ex|fiance|roommate|neighbor|attorney|lawyer|doctor"
    "|granddaughter|grandmother|grandma|grandfather|grandpa|nephew|niece|cousin|partner|boyfriend|girlfriend|spouse|friend"
    "|landlord|patient|client|applicant|caseworker|teacher|hijo|hija|esposa|esposo|mama|papa|hermano|hermana|madre|padre"
)
_OF_NAME = r"(?:full\s|legal\s|first\s|last\s|middle\s|maiden\s|married\s|given\s)?(?:first\s|last\s)?name"
_SURE = rf"""
    (?:my|his|her|their)\s{_OF_NAME}(?:\sis|'?s|:)\s+ | (?:{_KIN})'?s?\s{_OF_NAME}(?:\sis|'s|:)\s+
    | (?:mi|su)\snombre(?:\scompleto)?\ses\s+ | (?:me|se)\sllam[oa]\s+ | mi\sapellido\ses\s+
    | (?:name|nombre):\s*
"""
_DOUBTFUL = rf"""
    (?:this\sis|i'?\s?a?m|i\swas|soy|habla|les\shabla|here\sis|signed,?|on\sbehalf\sof|ask\sfor|(?:my|mi)\s(?:{_KIN}),?)\s+
    | (?:my\s)?name\s+(?!(?:is|was)\b)
    | (?:^|\b(?:hi|hello|hey)[,.!]?\s)it'?s\s+ | (?:my|his|her)\s{_OF_NAME}\swas\s+
    | (?:thanks|thank\syou|sincerely|regards|respectfully|gracias|atentamente|saludos)(?P<closing>[\s,.!\-]+)
"""
_CUE = re.compile(
    rf"(?<![A-Za-z])(?:(?P<sure>{_SURE})|(?P<doubtful>{_DOUBTFUL}))", re.IGNORECASE | re.VERBOSE
)
# "MS" and "ms" mostly are the state.
_TITLE = re.compile(
    r"(?:(?:mr|mrs|miss|mister|dr|doctor|sr|sra|srta|senor|senora|don|dona)\b\.?|(?-i:Ms\b\.?)|ms\.)\s+",
    re.IGNORECASE,
)
_WORD = re.compile(r"([A-Za-z](?=\.\s)|[A-Za-z](?:[A-Za-z]|'(?!s\b)|-)*)((?<!\w\w)\.)?")
_PARTICLES = frozenset("de la del los las van von da st y bin al".split())
_ENDS = re.compile(r"\s*(?:[,.;!?()\-]|$|(?:calling|here|speaking|again|and|from|y|de)\b)", re.IGNORECASE)


class NameRecognizer(EntityRecognizer):
    """Names behind the words that introduce them."""

    def __init__(self) -> None:
        super().__init__(["name"], name="name")

    def load(self) -> None:
        """See parent class."""
        self._first_names = frozenset((FOLDER / "first_names.txt").read_text(encoding="utf-8").split())
        self._goes_on = STOP_WORDS | frozenset((FOLDER / "not_names.txt").read_text(encoding="utf-8").split())

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        """See parent class."""
        found = []
        for cue in _CUE.finditer(text):
            title = _TITLE.match(text, cue.end())
            start = title.end() if title else cue.end()
            words = self._name_at(text, start, is_sure=bool(cue["sure"] or title))
            if words and not (cue["closing"] and text[words[-1].end() :].strip(" .!")):
                found.append(RecognizerResult("name", start, words[-1].end(), SURE))
        return found

    def _name_at(self, text: str, start: int, *, is_sure: bool) -> list[re.Match[str]]:
        """The words of a name that begins here; none when there is no name."""
        words = _row_at(text, start)
        if not words:
            return []
        capitals = [word[1][0].isupper() and not text.isupper() for word in words]
        count = int(self._may_begin(words[0][1].lower(), capitals, is_sure=is_sure))
        while 0 < count < len(words) and self._may_go_on(words[count][1].lower()):
            if count > 1 and capitals[0] > capitals[count] and words[count][1].lower() not in _PARTICLES:
                break  # "my husband Robert Lee Jones died"
            count += 1
            if count > 1 and not capitals[count - 1] and words[count - 1][1].lower() not in _PARTICLES:
                break  # without capitals nobody knows where a name ends
        while count and words[count - 1][1].lower() in _PARTICLES:
            count -= 1
        if count == 1 and not is_sure and not _ENDS.match(text, words[0].end()):
            return []
        return words[:count]

    def _may_begin(self, word: str, capitals: list[bool], *, is_sure: bool) -> bool:
        """Whether a name may begin with this word, of a row with these capitals."""
        if word in self._goes_on:  # but Will and April are names too
            return word in self._first_names and capitals[0] and (is_sure or capitals[1:2] == [True])
        return word not in _PARTICLES and (is_sure or word in self._first_names)

    def _may_go_on(self, word: str) -> bool:
        return word in _PARTICLES or word not in self._goes_on


def _row_at(text: str, start: int) -> list[re.Match[str]]:
    """The words from here on that nothing but a blank stands between."""
    words: list[re.Match[str]] = []
    while len(words) < MOST_WORDS and (word := _WORD.match(text, start)):
        words.append(word)
        start = word.end() + 1
        if text[word.end() : start] != " ":
            break
    return words


def recognizers() -> tuple[NameRecognizer, ...]:
    """Those of this kind."""
    return (NameRecognizer(),)
