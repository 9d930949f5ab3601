"""Where a person lives: street and house, box, apartment. Town and ZIP code stay, for the nearest office.

Gives the recognizers of this kind; called by `masking`.
"""

from __future__ import annotations

from bot.privacy.reading import digits_of
from bot.privacy.recognizer import Recognizer, after, phrases

FEWEST_HOUSE_DIGITS = 3  # where the word for the street may mean something else
_STREET = phrases(
    "street|st|avenue|ave|av|road|rd|boulevard|blvd|highway|hwy|parkway|pkwy|pike|turnpike|alley"
)
_ALSO_WORDS = phrases(
    "drive|dr|lane|ln|court|ct|circle|cir|place|pl|way|trail|trl|loop|terrace|ter|cove|cv|square|sq|run|ridge|point|pt",
    "crossing|xing|bend|hill|hollow|path|pass|row|walk|extension|ext|plaza|park",
)
_NUMBERED_ROAD = phrases("highway|hwy|county road|county rd|cr|private road")
_SPANISH = phrases("calle|avenida|camino")
# No word of a street's name; what counts, or goes on with a sentence.
_NO_NAME = phrases(
    "a|an|the|in|on|at|to|of|for|or|and|by|from|with|without|is|are|was|i|my|me|we|you|your|they|he|she|it|do|does|did",
    "can|could|will|would|if|as|that|this|per|how|what|when|where|which|who|get|got|need|new|our|his|her|us|than|then",
    "years?|yrs?|yo|days?|weeks?|months?|hours?|minutes?|times?|miles?|percent|percentage|dollars?|points?|am|pm",
    "people|persons?|kids?|children|class|grade|forms?|licenses?|cars?|vehicles?|acres?|feet|foot|inch|lanes?|ways?",
    "says?|said|goes|go|just|all|one|two|but|not|no|off|out|up|down|have|has|had|took|take|still|want|only|more|less|about",
    "before|after|there",
)
_NAME = rf"(?!{_NO_NAME}) (?: [a-z] | \d+(?:st|nd|rd|th)\b ) [a-z0-9.'\-]*"
_MONTH = phrases(
    "jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec|january|february|march|april|august|september|october",
    "november|december",
)
_NUMBER = r"\d{1,6} (?: [ ]?1/2 | -?[a-f] )? [ ]+"
_HOUSE = rf"(?<! {_MONTH} [ ] ) (?<! [\w$\#.,/\-] ) {_NUMBER}"  # behind a month it is a year
_SIDES = phrases("n|s|e|w|ne|nw|se|sw|north|south|east|west|northeast|northwest|southeast|southwest")
_SIDE = rf"(?: {_SIDES} \.?[ ]* )?"
_UNIT_WORD = rf"(?: {phrases('apt|apartment|unit|suite|ste|lot|bldg|building|room|rm')} | \# )"
_UNIT = rf"(?: [\s,]+ {_UNIT_WORD} [. ]* \#? [ ]* [a-z]?\d*[a-z]?\b )?"
_LIVE = phrases(
    "live at|live on|lives at|lives on|stay at|stays at|reside at|vivo en|vivimos en|vive en|direccion",
    "my address|(?:home|mailing|street|current|new|his|her|our) address",
)


def recognizers() -> tuple[Recognizer, ...]:
    """Those of this kind."""
    named = rf"{_HOUSE} {_SIDE} (?:{_NAME}[ ]+){{1,4}} {_STREET} \.? (?:[ ]{_SIDES}\.?)? {_UNIT}"
    road = rf"(?:(?:old|us|u\.s\.|state|ms)[ ])? {_NUMBERED_ROAD} \.?[ ]+\d+"
    numbered = rf"{_HOUSE} {_SIDE} {road} (?:[ ]{_SIDES}\.?)? {_UNIT}"
    box = r"(?<![a-z]) (?: p\.?[ ]?o\.?[ ]?box | post[ ]office[ ]box | apartado(?:[ ]postal)? ) [ ]+\#?\d+"
    spanish = rf"{_SPANISH} [ ]+ (?:{_NAME}[ ]+){{1,3}} (?:(?:numero|no\.?|num\.?|\#)[ ]*)? \d{{1,6}}\b"
    half_spanish = rf"{_HOUSE} {_SPANISH} [ ]+ {_NAME} (?:[ ]+{_NAME})?"
    announced = after(_LIVE, rf"{_NUMBER} (?:{_NAME}[ ]*){{1,4}}", between="at|en|on|located|is|es")
    doubtful = rf"{_HOUSE} {_SIDE} (?:{_NAME}[ ]+){{1,3}} {_ALSO_WORDS} \.? {_UNIT}"
    return (
        Recognizer("address", [named, numbered, box, spanish, half_spanish, announced]),
        Recognizer("address", [doubtful], check=_is_street),
    )


def _is_street(text: str) -> bool:
    """Whether a house number and a word that may also mean something else are a street all the same."""
    house, *names = text.split()
    return len(digits_of(house)) >= FEWEST_HOUSE_DIGITS or any(name[:1].isupper() for name in names)
