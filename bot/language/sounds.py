"""How a word sounds, however it is spelled: "know" and "no", "gradjuate" and "graduate" come out alike.

A word in, its sounds out: lower-case letters for consonants and short vowels, capitals for the rest. Made for
comparing what people write by ear, so that sounds that are easily taken for each other are one ("z" is "s").
"""

from __future__ import annotations

import re
from functools import lru_cache

VOWELS = "aeiouAEIOUWYR"
"""A, E, I, O, U: long; W: as in "house"; Y: as in "boy"; R: as in "her"."""

_RULES = (  # in this order; S: sh, C: ch, T: th, J: as in "judge"
    (r"[^a-z]", ""),
    (r"^(kn|gn|pn)", "n"),
    (r"ign(?=$|s$|ed$|er|ing|ment)", "In"),
    (r"eign", "An"),
    (r"^wr", "r"),
    (r"^ps", "s"),
    (r"^wh(?=o)", "h"),
    (r"wh", "w"),
    (r"^x", "s"),
    (r"(?<=[^aeiou])le$", "l"),
    (r"([tsc]ion|s?sion|cian|shun|shon|tian|ti?en(?=ce|t$))", "Sn"),
    (r"([tc]ious|shus|shous)", "Ss"),
    (r"([tc]ial|shul|shal$)", "Sl"),
    (r"(?<=[a-z])(ture|cher|chur)", "CR"),
    (r"sch", "sk"),
    (r"chr", "kr"),
    (r"(tch|ch)", "C"),
    (r"sh", "S"),
    (r"th", "T"),
    (r"ph", "f"),
    (r"(eigh|aigh)", "A"),
    (r"igh", "I"),
    (r"(augh|ough)(?=t)", "o"),
    (r"(l)?augh$", r"\1af"),
    (r"([rtn])ough$", r"\1uf"),
    (r"ough", "O"),
    (r"(?<=[aeiou])gh", ""),
    (r"gh", "g"),
    (r"(ck|cq|kk)", "k"),
    (r"qu", "kw"),
    (r"sc(?=[eiy])", "s"),
    (r"cc(?=[eiy])", "ks"),
    (r"c(?=[eiy])", "s"),
    (r"[cq]", "k"),
    (r"x", "ks"),
    (r"(dge|dj|dg|j)", "J"),
    (r"ge(?=$|s$|d$)", "J"),
    (r"gi(?=[aou])", "J"),
    (r"g(?=[eiy])", "J"),
    (r"du(?=a|al|l)", "Ju"),
    (r"z", "s"),
    (r"([b-df-hj-np-tv-z])\1", r"\1"),
    (r"mb(?=$|s$|er$)", "m"),
    (r"mn$", "m"),
    (r"bt$", "t"),
    (r"st(?=en$|le$|l$)", "s"),
    (r"([ao])lk", r"ok"),
    (r"alf", "af"),
    (r"alm", "om"),
    (r"ould", "ud"),
    (r"wor", "wR"),
    (r"(?<!^)(?<![aeiou])h", ""),
    (r"h(?![aeiouyRAIO])", ""),
    (r"(?<=[^aeiouy])ed$", "d"),
    (r"([aiou])([bdfgklmnprstvJC])e(?=s?$|d$|ly$|ment)", lambda m: f"{m[1].upper()}{m[2]}"),
    (r"(air|eir|Ar|ear(?=$|s$)|ere$|are$)", "Er"),
    (r"ear(?=[a-zJCST])", "R"),
    (r"(eer|ier$)", "Er"),
    (r"(oar|oor|our|Or)", "or"),
    (r"(?<=.)(er|ir|ur|yr|Ur|Ir)(?![aeiouy])", "R"),
    (r"(?<=..)[oa]r$", "R"),
    (r"(ai|ay|ei|ey(?=.))", "A"),
    (r"(ee|ea|ie(?=.)|(?<=..)(ey|y|ie|i)$)", "E"),
    (r"(eye|uy|ye|ie|y|i)$", "I"),
    (r"(?<=^.)e$", "E"),
    (r"(oa|oe|(?<=.)ow$|(?<=..)o$|(?<=^[a-zSCTJ])o$|^oh$)", "O"),
    (r"(oo|ew|ue|ui|eu)", "U"),
    (r"(ou|ow)", "W"),
    (r"(oi|oy)", "Y"),
    (r"(aw|au)", "o"),
    (r"e$", ""),
    (r"y", "i"),
    (r"(.)\1", r"\1"),
)
_IRREGULAR = dict(
    pair.split(":")
    for pair in """
    one:wun won:wun once:wuns two:tU to:tU who:hU whose:hUs do:dU you:U people:pEpl said:sed
    says:ses does:dus done:dun any:enE many:menE of:uv was:wus friend:frend friends:frends sure:SR
    sugar:SugR busy:bisE business:bisnes buy:bI been:bin again:agen are:ar their:TEr they're:TEr
    there:TEr were:wR your:yor you're:yor eye:I debt:det shoe:SU shoes:SUs money:munE come:kum
    some:sum love:luv give:giv have:hav live:liv gone:gon none:nun where:wEr father:foTR mother:muTR
    brother:bruTR talk:tok month:munT months:munTs son:sun won't:wOnt don't:dOnt ocean:OSn
    because:bekus cause:kos woman:wumun women:wimin colonel:kRnl island:Ilun receipt:resEt
    answer:ansR tongue:tung get:get gets:gets gift:gift girl:gRl together:tugeTR begin:begin
    forget:forget target:target tiger:tIgR school:skUl
    """.split()
)
_COMPILED = tuple((re.compile(rule), put) for rule, put in _RULES)
_UNHEARD = re.compile(f"(?<!^)[{VOWELS[:-1]}]|(?<=.)w(?![{VOWELS}])")
_ALIKE = str.maketrans({"R": "r", "d": "t", "v": "f", "J": "C", "b": "p", "g": "k"})


@lru_cache(maxsize=4096)
def sound(word: str) -> str:
    """Return the sounds of a word written in lower case."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    for rule, put in _COMPILED:
        word = rule.sub(put, word)
    return word


def skeleton(sounds: str) -> str:
    """The consonants of sounds, those that differ by voice alone being one; a first vowel is told as "a"."""
    bones = _UNHEARD.sub("", sounds).translate(_ALIKE)
    return "a" + bones[1:] if bones[:1] in tuple(VOWELS) else bones
