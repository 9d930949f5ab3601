"""Encrypts at rest what identifies a citizen, or secrets of staff (Fernet: AES-128-CBC and HMAC-SHA256).

Takes keys from the settings, the newest first, or keeps one of this set-up's own in `MISSI_VAR`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from bot.channels.base.secret import keep_secret
from bot.errors import SettingError

FILE_NAME = "contact-key"


class Vault:
    """Encrypts with the first key, decrypts with any of them; `variable` is where they were set."""

    def __init__(self, keys: Sequence[str], variable: str = "MISSI_CONTACT_KEY") -> None:
        try:
            self._fernet = MultiFernet([Fernet(key) for key in keys])
        except ValueError:
            expected = "expected keys of 32 bytes in URL-safe base64, with blanks between"
            raise SettingError(f"{variable}: {expected}") from None

    def lock(self, data: Mapping[str, str]) -> str:
        """Return the data encrypted, as text."""
        return self._fernet.encrypt(json.dumps(dict(data)).encode()).decode()

    def unlock(self, locked: str) -> dict[str, str] | None:
        """Return the data, or None when no key of ours fits."""
        try:
            data: dict[str, str] = json.loads(self._fernet.decrypt(locked))
        except InvalidToken:
            return None
        return data

    def renew(self, locked: str) -> str | None:
        """Return what was encrypted with any key encrypted with the first one, or None when none fits."""
        try:
            return self._fernet.rotate(locked.encode()).decode()
        except InvalidToken:
            return None


def open_vault(
    keys: Sequence[str], folder: Path, *, file: str = FILE_NAME, variable: str = "MISSI_CONTACT_KEY"
) -> Vault:
    """Return the vault of these keys, or of the one kept in a folder, which is made at the first call."""
    return Vault(keys or [keep_secret(folder, file, lambda: Fernet.generate_key().decode())], variable)
