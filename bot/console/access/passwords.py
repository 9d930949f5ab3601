"""Passwords: which are good enough, and their Argon2id hashes."""

from __future__ import annotations

import unicodedata
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from bot.errors import OversightError

SHORTEST, LONGEST = 12, 256  # characters (NIST SP 800-63B asks for no rules beyond length and a blocklist)
FEWEST_LETTERS = 5  # different ones
SHORTEST_NAME = 4  # shorter ones are in any password by chance
_GUESSED = ("password", "123456", "qwerty", "letmein", "welcome", "mississippi", "changeme", "administrator")
_hasher = PasswordHasher()  # RFC 9106, second recommended option: 64 MiB, three passes
# Each hash takes 64 MiB: however many people knock, no more than two are made at once.
_hashing = ThreadPoolExecutor(2, "hash")


def require_password(password: str, name: str) -> str:
    """Return a password that may be used; raises OversightError that says what is wrong with it."""
    plain = password.casefold()
    if not SHORTEST <= len(password) <= LONGEST:
        raise OversightError(f"password: expected {SHORTEST} characters or more")
    if len(set(plain)) < FEWEST_LETTERS or any(plain.startswith(word) for word in _GUESSED):
        raise OversightError("password: easy to guess; use a few words that do not belong together")
    own = name.casefold().partition("@")[0]
    if len(own) >= SHORTEST_NAME and own in plain:
        raise OversightError("password: must not hold the name of the account")
    return password


def hash_password(password: str) -> str:
    """Return the Argon2id hash, with its salt and parameters."""
    return _hashing.submit(_hasher.hash, _plain(password)).result()


def is_right(password: str, kept: str | None) -> bool:
    """Whether a password is the kept one; takes as long when none is kept."""
    given = _plain(password[: LONGEST + 1])
    return _hashing.submit(_verify, given, kept or _nobodys()).result() and kept is not None


def _plain(password: str) -> str:
    """One form for what looks the same, whichever keyboard it was typed on (NIST SP 800-63B: NFKC)."""
    return unicodedata.normalize("NFKC", password)


def _verify(password: str, kept: str) -> bool:
    try:
        return _hasher.verify(kept, password)
    except (VerifyMismatchError, InvalidHashError):
        return False


@lru_cache(maxsize=1)
def _nobodys() -> str:
    """A hash to compare with where there is no account."""
    return _hasher.hash("the password of nobody")
