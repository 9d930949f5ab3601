"""Apple's gateway: addresses what is sent, and fetches picks that are too large to be delivered whole."""

from __future__ import annotations

import asyncio
import base64
import json
import logging
import uuid
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from bot.channels.apple.bodies import Body
from bot.channels.apple.settings import AppleSettings
from bot.channels.apple.tokens import issue_token
from bot.channels.base.outgoing import Outgoing, Post

NAME = "apple"
MSP_AGENT = "Missi"
MOST_FETCHED = 1024 * 1024
NONCE = bytes(16)
"""Each key is used once, so that Apple needs no other."""
logger = logging.getLogger(__name__)


class Gateway:
    """Calls of one set-up to Apple's gateway."""

    def __init__(self, settings: AppleSettings, outgoing: Outgoing) -> None:
        self.settings = settings
        self._outgoing = outgoing

    def post(
        self,
        body: Body,
        address: Mapping[str, str],
        *,
        identity: str | None = None,
        is_automatic: bool = True,
        is_allowed: Callable[[], bool] = lambda: True,
    ) -> Post:
        """Return the call that sends a body to an address.

        However often it is tried, its id is the same; `identity` names one that is known already.
        """
        identity, business, citizen = identity or str(uuid.uuid4()), address["business"], address["id"]
        ids = {"v": 1, "id": identity, "sourceId": business, "destinationId": citizen}
        locale = {"locale": address["locale"]} if address.get("locale") and body["type"] == "text" else {}
        fixed = {"id": identity, "source-id": business, "destination-id": citizen, "msp-agent": MSP_AGENT}
        if is_automatic:
            fixed["auto-reply"] = "true"
        return Post(
            channel=NAME,
            url=f"{self.settings.gateway}/message",
            body={**ids, **locale, **body},
            headers=lambda: fixed | self._authorization(),
            is_allowed=is_allowed,
            is_vital=body["type"] != "typing_start",
        )

    async def fetch(self, reference: Mapping[str, Any], business: str) -> dict[str, Any] | None:
        """Return the `interactiveData` that a reference (`interactiveDataRef`) stands for, or None."""
        try:
            headers = self._authorization() | {"source-id": business} | _storage(reference)
            told = json.loads(await self._call("GET", f"{self.settings.gateway}/preDownload", headers))
            encrypted = await self._call("GET", self._checked(told["download-url"]), {})
            if len(encrypted) != reference["size"]:
                raise ValueError("size")
            headers = self._authorization() | {"source-id": business, "bid": str(reference["bid"])}
            opened = decrypt(encrypted, reference["key"])
            decoded = json.loads(
                await self._call("POST", f"{self.settings.gateway}/decodePayload", headers, opened)
            )
            found = decoded.get("interactiveData", decoded)
        except (aiohttp.ClientError, asyncio.TimeoutError, LookupError, ValueError, TypeError) as error:
            logger.error("apple.fetch.failed error=%s", type(error).__name__)
            return None
        return found if isinstance(found, dict) else None

    def _authorization(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {issue_token(self.settings)}"}

    def _checked(self, url: str) -> str:
        """The address, if it is as safe as the gateway's own."""
        if urlsplit(url).scheme != urlsplit(self.settings.gateway).scheme:
            raise ValueError("scheme")
        return url

    async def _call(self, method: str, url: str, headers: Mapping[str, str], body: bytes = b"") -> bytes:
        call = self._outgoing.session.request(
            method, url, headers=headers, data=body or None, allow_redirects=False, raise_for_status=True
        )
        async with call as response:
            content = b""
            async for part in response.content.iter_any():
                content += part
                if len(content) > MOST_FETCHED:
                    raise ValueError("too large")
        return content


def decrypt(content: bytes, key: str) -> bytes:
    """Return what was encrypted with AES-256-CTR; the key is in hex behind `00`. Raises ValueError."""
    decryptor = Cipher(algorithms.AES(bytes.fromhex(key[2:])), modes.CTR(NONCE)).decryptor()
    return decryptor.update(content) + decryptor.finalize()


def _storage(reference: Mapping[str, Any]) -> dict[str, str]:
    """The headers that name what is stored; its signature comes as base64, on older devices in hex."""
    signature = (
        reference.get("signature-base64") or base64.b64encode(bytes.fromhex(reference["signature"])).decode()
    )
    return {"MMCS-Url": reference["url"], "MMCS-Owner": reference["owner"], "MMCS-Signature": signature}
