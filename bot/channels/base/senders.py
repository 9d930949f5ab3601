"""What conversations are called: a channel's name, and a pseudonym that only who has the secret can make."""

from __future__ import annotations

import hashlib
import hmac

OWN_PREFIXES = ("web-", "alexa-", "google-", "sms-", "phone-", "apple-", "messenger-")
"""Of conversations that programs on the REST channel cannot name."""
LENGTH = 32  # hexadecimal digits


def pseudonym(channel: str, person: str, secret: str) -> str:
    """Return Rasa's sender for whom a vendor calls `person`: always the same, and nobody's phone number."""
    digest = hmac.new(secret.encode(), f"{channel}:{person}".encode("utf-8", "replace"), hashlib.sha256)
    return f"{channel}-{digest.hexdigest()[:LENGTH]}"
