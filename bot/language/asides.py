"""Takes off what people tell of themselves around a question: "My name is [name]. Where do I vote?"

Personal data is masked before. The words left are what is asked: "my social security number is
[social security number]" asks nothing about cards. Called by the interpreter, English and Spanish alike.
"""

from __future__ import annotations

import re

from bot.privacy.kinds import PLACEHOLDERS

FEWEST_WORDS = 2  # that must be left of a question
_MASK = "|".join(re.escape(placeholder) for placeholder in PLACEHOLDERS.values())
_WORDS_OF_ASIDES = """
    my his her our the a is was are it it's its of on at in to as for or and number numbers no id card
    here here's ends name names full first last legal middle son's daughter's mother's husband's wife's
    ssn social security tax medicaid medicare snap ebt member case claim docket confirmation application
    driver's drivers driver license licence dl passport bank account acct routing checking savings date
    birth dob born birthday phone cell telephone mobile home work e-mail email mail address street
    mailing pin cvv code i i'm im am this me we you u can may please call text reach write send contact
    back live stay dr mr mrs ms mi su es el la los de del en al y numero número nombre completo me llamo
    soy seguro fecha nacimiento nací naci vivo telefono teléfono celular correo direccion dirección
    licencia tarjeta cuenta caso llamame llámame thanks sincerely regards gracias
""".split()
_WORD = "|".join(sorted(map(re.escape, _WORDS_OF_ASIDES), key=len, reverse=True))
_WORDS = rf"(?:(?:{_WORD})\b[\s,:\#.]*)"
_TELLS = r"""
    (?: i'?m | i\ am | i\ was | this\ is | me\ llamo | soy | (?:call|text|reach|e-?mail)\ me | you\ can | born
      | i\ live | vivo | dob | ssn )
"""
_CLAUSE = re.compile(
    rf"""
    (?: (?: ^ | (?<=[.,;!?]) ) \s* {_WORDS}{{0,9}}
      | (?<!\w) (?:my|his|her|mi|su) \s {_WORDS}{{1,7}}? (?: (?<=[ie]s) | (?<=[ie]s\ ) | (?<=:\ ) )
      | (?<!\w) {_TELLS} \b [\s,:]* {_WORDS}{{0,5}} )
    (?: {_MASK} )
    (?: [\s,;:.]* {_WORDS}{{0,8}} (?: {_MASK} ) )*
    (?: [\s,.;:!]* (?: and | y | calling\ about | calling | here ) \b (?!\ is) [\s,]* | [\s,.;:!]+ )?
    """,
    re.IGNORECASE | re.VERBOSE,
)
_ANY = re.compile(rf"\s*(?:{_MASK})")
_SOME_WORD = re.compile(r"[^\W\d_]{2,}")


def without_asides(text: str) -> str:
    """Return the words of a masked message that ask; the text itself when nothing was masked."""
    if not _ANY.search(text):
        return text
    asked = _ANY.sub("", _CLAUSE.sub(" ", text)).strip()
    return asked if len(_SOME_WORD.findall(asked)) >= FEWEST_WORDS else _ANY.sub("", text).strip() or text
