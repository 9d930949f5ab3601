"""Whether words name a subject of their own, or lean on what was talked about before."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.knowledge.stop_words import STOP_WORDS

_WORD = re.compile(r"[a-z0-9']+")

ASPECT_WORDS = frozenset(
    """
    about accept accepted add address agency appointment ask bring buck bucks brings call calling card cash
    charge charged charges cheap check closed close closes closing contact cost costing costs credit
    date day days deadline deadlines department direction directions documents dollar dollars due email exact
    exactly expensive fax fee fees file fill find form forms free get gets getting go goin going gonna
    gotta got happen hour hours id info information item items kind later long location located mail
    mailed mailing minutes month months much near nearest need needed needs number numbers office
    offices online open opens opened page paper papers paperwork pay paying payment person phone place
    places price prices pricing process qualify qualified quick quickest reach requirement requirements
    required right run runs set show sign site soon sooner spend start step steps stuff submit take takes
    tell thing things time times total type url visit wait walk want way web webpage website week
    weekday weekend weekends work working write year years eligible eligibility apply applying
    application
    """.split()
)
"""Words that ask for an aspect (a price, a place, an hour) without naming what of."""

TALK_WORDS = frozenset(
    """
    ah aint alright and anyway aw bout cause cuz darlin dear dude em fine gimme give good great guess
    hello help hey hi hmm honey huh know like lemme let look lot ma'am maam maybe mean mhm mine miss mm
    nah need nice no nope ok okay oh one ones pls plz please question really repeat said say says shoot
    sir some sorry sort sure tell thank thanks that'll them there they this thx uh uhh um umm understand
    wanna want well what's whats where's wheres who's whos whatcha would y'all ya yall yeah yep yes yo
    you'd your u ur wat wut r n 2 4 da dat dis dem gon finna fixing fixin tryna trying it's its i'm im
    i'd id i'll ill that's thats there's theres how's hows when's whens do does don't dont can't cant
    """.split()
)
"""Words of talk that carry no subject."""

_EMPTY = STOP_WORDS | ASPECT_WORDS | TALK_WORDS


def content_words(text: str, leave_out: Iterable[str] = ()) -> list[str]:
    """The words that name something, in order, without those in `leave_out` (names, dates)."""
    left_out = {word for phrase in leave_out for word in _WORD.findall(phrase.lower())}
    words = _WORD.findall(text.lower())
    return [w for w in words if w not in _EMPTY and w not in left_out and w.strip("'")]


_CONTINUES = re.compile(r"^\W*(and|but|so|ok|okay|um|uh|what about|how about|what if|n)\b", re.IGNORECASE)


def continues(text: str) -> bool:
    """Whether the words open like a continuation ("what about a CDL?", "and in Rankin?")."""
    return bool(_CONTINUES.match(text))


_POINTS_BACK = re.compile(r"\b(it|its|it's|that|this|they|them|those|these|there|one)\b", re.IGNORECASE)


def points_back(text: str) -> bool:
    """Whether the words point at something said before ("can I do that online?")."""
    return bool(_POINTS_BACK.search(text))
