"""Session tokens: signed by us, naming a conversation that no client can name by itself."""

from __future__ import annotations

import os
import secrets
import time
from pathlib import Path

import jwt

ALGORITHM = "HS256"
LIFETIME_S = 365 * 86400  # a conversation that goes quiet ends sooner, see `Conversations.is_open`
FILE_NAME = "secret"


def issue_token(conversation: str, secret: str) -> str:
    """Return a token for this conversation."""
    now = int(time.time())
    return jwt.encode({"sub": conversation, "iat": now, "exp": now + LIFETIME_S}, secret, algorithm=ALGORITHM)


def read_token(token: str, secret: str) -> str | None:
    """Return the conversation of a token of ours; None for one that is forged, expired, or no token."""
    try:
        claims = jwt.decode(token, secret, algorithms=[ALGORITHM], options={"require": ["sub", "iat", "exp"]})
    except jwt.InvalidTokenError:
        return None
    return str(claims["sub"])


def keep_secret(folder: Path) -> str:
    """Return the secret kept in a folder, made at the first call; whichever process is first makes it."""
    path = folder / FILE_NAME
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        fresh = folder / f"{FILE_NAME}-{secrets.token_hex(8)}"
        with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
            file.write(secrets.token_hex(32))
        try:
            os.link(fresh, path)  # whole or not at all, and never over another process's
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return path.read_text(encoding="ascii")
