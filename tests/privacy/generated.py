"""Messages with planted personal data, made by chance but always alike, and messages without any.

Used by the tests of recall and speed, and by whoever sends messages with personal data through a channel.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

SEED = 662
QUESTIONS = (
    "How do I renew my driver license?",
    "where do i get food stamps",
    "What does a fishing license cost?",
    "i need a copy of my birth certificate",
    "¿Dónde saco la tarjeta de identidad?",
    "can yall tell me how to register to vote",
    "When are state offices closed?",
    "Who do I call about unemployment?",
)
FIRST = "Jane Denise Marcus Tyrone Maria Juan Robert Ashley Latoya Brandon Ernestine Priya DeShawn".split()
LAST = "Doe Johnson Hill Washington Lopez Perez O'Neal Smith-Jones Tate Nguyen Patel Boudreaux".split()
STREETS = "Oak,Old Canton,Martin Luther King,N. Magnolia,Pine Ridge,County Line,Robert E Lee,Third".split(",")
STREET_WORDS = "Street,St,Rd,Road,Ave.,Blvd,Drive,Ln,Circle,Cove,Hwy".split(",")
MONTHS = "January February March April May June July August September October November December".split()
DASHES = "-‐‑–—−"
SPOKEN = "zero one two three four five six seven eight nine".split()
SPOKEN_SPANISH = "cero uno dos tres cuatro cinco seis siete ocho nueve".split()


@dataclass(frozen=True)
class Planted:
    """A message, and the values in it, of one kind, that nobody may see."""

    kind: str
    text: str
    secrets: tuple[str, ...]


def planted(count: int) -> Iterator[Planted]:
    """Yield so many messages, of every kind in turn."""
    chance = Random(SEED)
    for number in range(count):
        kind = tuple(MAKERS)[number % len(MAKERS)]
        secret, carrier = MAKERS[kind](chance)
        told = carrier.format(secret)
        question = chance.choice(QUESTIONS)
        text = f"{told} {question}" if chance.random() < 0.6 else f"{question} {told}"
        yield Planted(kind, *_restyle(text, secret, chance))


def _restyle(text: str, secret: str, chance: Random) -> tuple[str, tuple[str, ...]]:
    """Type it as another hand would: all small, all capitals, hidden characters between digits."""
    style = chance.random()
    if style < 0.25:
        return text.lower(), (secret.lower(),)
    if style < 0.35:
        return text.upper(), (secret.upper(),)
    if style < 0.45 and sum(c.isdigit() for c in secret) > 6:
        hidden = "\u200b".join(secret)
        return text.replace(secret, hidden), (hidden, secret)
    return text, (secret,)


def _digits(chance: Random, count: int) -> str:
    return "".join(str(chance.randrange(1, 10)) for _ in range(count))


def _group(digits: str, sizes: tuple[int, ...], mark: str) -> str:
    groups, start = [], 0
    for size in sizes:
        groups.append(digits[start : start + size])
        start += size
    return mark.join(groups)


def _ssn(chance: Random) -> tuple[str, str]:
    digits = chance.choice("1234567") + _digits(chance, 8)
    mark = chance.choice([*DASHES, " ", ".", "", " - "])
    if chance.random() < 0.3:
        words = chance.choice([SPOKEN, SPOKEN_SPANISH])
        return " ".join(words[int(digit)] for digit in digits), chance.choice(
            ["my social is {}.", "mi seguro es {},"]
        )
    carriers = ["my social is {},", "SSN {}.", "My Social Security number is {}.", "mi seguro social es {}."]
    return _group(digits, (3, 2, 4), mark), chance.choice(carriers)


def _card(chance: Random) -> tuple[str, str]:
    digits = chance.choice(["4", "51", "6011", "37"])
    digits += _digits(chance, (14 if digits == "37" else 15) - len(digits))
    total = sum(
        int(d) * 2 - 9 * (int(d) > 4) if i % 2 == 0 else int(d) for i, d in enumerate(reversed(digits))
    )
    digits += str(-total % 10)
    sizes = (4, 6, 5) if len(digits) == 15 else (4, 4, 4, 4)
    mark = chance.choice([*DASHES, " ", ".", ""])
    return _group(digits, sizes, mark), chance.choice(
        ["my card is {}.", "{} is my debit card.", "mi tarjeta es {}."]
    )


def _routing(chance: Random) -> tuple[str, str]:
    digits = "0" + _digits(chance, 7)
    total = sum(weight * int(digit) for weight, digit in zip((3, 7, 1, 3, 7, 1, 3, 7), digits))
    return digits + str(-total % 10), chance.choice(["my routing number is {}.", "routing: {},", "ABA # {}."])


def _account(chance: Random) -> tuple[str, str]:
    carriers = ["my account number is {}.", "bank account {}.", "acct # {}.", "mi cuenta es {}."]
    return _digits(chance, chance.randrange(6, 13)), chance.choice(carriers)


def _license(chance: Random) -> tuple[str, str]:
    carriers = [
        "my driver's license number is {}.",
        "DL {}.",
        "my license is {} and it expired.",
        "mi licencia es {}.",
    ]
    return "80" + _digits(chance, 7), chance.choice(carriers)


def _passport(chance: Random) -> tuple[str, str]:
    return chance.choice("ACG") + _digits(chance, 8), chance.choice(
        ["my passport is {}.", "passport number {}."]
    )


def _medicaid(chance: Random) -> tuple[str, str]:
    return _digits(chance, 9), chance.choice(
        ["my Medicaid number is {}.", "medicaid id {}.", "my EBT number is {}."]
    )


def _case(chance: Random) -> tuple[str, str]:
    value = chance.choice([_digits(chance, 8), f"25-CV-0{_digits(chance, 4)}", f"MS{_digits(chance, 6)}"])
    carriers = ["my case number is {}.", "case # {}.", "claim number {}.", "mi número de caso es {}."]
    return value, chance.choice(carriers)


def _birth_date(chance: Random) -> tuple[str, str]:
    month, day, year = chance.randrange(1, 13), chance.randrange(1, 29), chance.randrange(1935, 2012)
    value = chance.choice(
        [
            f"{month}/{day}/{year}",
            f"{month:02}-{day:02}-{year % 100:02}",
            f"{MONTHS[month - 1]} {day}, {year}",
        ]
    )
    return value, chance.choice(["I was born {}.", "my dob is {}.", "Date of birth: {}.", "born on {},"])


def _email(chance: Random) -> tuple[str, str]:
    first, last = chance.choice(FIRST).lower(), chance.choice(LAST).lower().replace("'", "")
    value = chance.choice(
        [f"{first}.{last}@gmail.com", f"{first}{last}@bellsouth.net", f"{first} at yahoo dot com"]
    )
    return value, chance.choice(["my email is {}.", "write to {},", "{} please."])


def _phone(chance: Random) -> tuple[str, str]:
    digits = chance.choice(["601", "662", "228", "769"]) + "555" + _digits(chance, 4)
    value = _group(digits, (3, 3, 4), chance.choice([*DASHES, " ", ".", ""]))
    if chance.random() < 0.3:
        value = f"({digits[:3]}) {digits[3:6]}-{digits[6:]}"
    return value, chance.choice(["call me at {}.", "my phone is {},", "{} is my cell.", "mi teléfono es {}."])


def _address(chance: Random) -> tuple[str, str]:
    value = f"{chance.randrange(100, 9999)} {chance.choice(STREETS)} {chance.choice(STREET_WORDS)}"
    return value, chance.choice(
        ["I live at {}, Tupelo.", "my address is {}.", "come to {}, Jackson MS 39201.", "vivo en {}."]
    )


def _name(chance: Random) -> tuple[str, str]:
    value = f"{chance.choice(FIRST)} {chance.choice(LAST)}"
    carriers = ["My name is {}.", "my name's {},", "Me llamo {}.", "name: {}.", "his name is {}."]
    return value, chance.choice(carriers)


def _number(chance: Random) -> tuple[str, str]:
    return _digits(chance, chance.randrange(11, 16)), chance.choice(
        ["the letter says {}.", "it says {} on it."]
    )


MAKERS: dict[str, Callable[[Random], tuple[str, str]]] = {
    "ssn": _ssn,
    "card": _card,
    "bank_routing": _routing,
    "bank_account": _account,
    "license": _license,
    "passport": _passport,
    "medicaid": _medicaid,
    "case": _case,
    "birth_date": _birth_date,
    "email": _email,
    "phone": _phone,
    "address": _address,
    "name": _name,
    "number": _number,
}
"""By kind, what makes a value and a sentence to say it in."""
