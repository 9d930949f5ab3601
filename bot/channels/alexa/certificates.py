"""Amazon's signing certificates: where they may lie, how they are fetched, and whether they can be trusted.

The rules are those of "Host a Custom Skill as a Web Service" in Amazon's documentation, and of its SDKs.
"""

from __future__ import annotations

import posixpath
import warnings
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from functools import cache
from urllib.parse import urlsplit

import aiohttp
import certifi
from cryptography.x509 import Certificate, DNSName, load_pem_x509_certificate, load_pem_x509_certificates
from cryptography.x509.verification import PolicyBuilder, Store, VerificationError

Fetch = Callable[[str], Awaitable[bytes]]
HOST, FOLDER, PORT = "s3.amazonaws.com", "/echo.api/", 443
SIGNER = "echo-api.amazon.com"
FETCH_S = 3.0
MOST_BYTES = 64 * 1024
MOST_CHAINS = 16
"""Kept at a time; Amazon uses one or two."""
_END = "-----END CERTIFICATE-----"


class Untrusted(Exception):
    """A certificate that proves nothing; the text is the reason, for the log."""


class Certificates:
    """The chains of this process, fetched once each.

    Args:
        fetch: gets what lies at an address.
        roots: the authorities that are trusted.
    """

    def __init__(self, fetch: Fetch, roots: Sequence[Certificate]) -> None:
        self._fetch = fetch
        self._store = Store(list(roots))
        self._chains: dict[str, list[Certificate]] = {}

    async def signer(self, address: str, now: datetime) -> Certificate:
        """Return the certificate at an address of Amazon's; raises Untrusted.

        Whether it is in its dates and leads to a root is looked at each time, since the dates move.
        """
        url = read_address(address)
        chain = self._chains.get(url) or await self._load(url)
        policy = PolicyBuilder().store(self._store).time(now.replace(tzinfo=None))
        try:
            policy.build_server_verifier(DNSName(SIGNER)).verify(chain[0], chain[1:])
        except VerificationError:
            self._chains.pop(url, None)  # there may be a new one by now
            raise Untrusted("chain") from None
        if len(self._chains) >= MOST_CHAINS:
            self._chains.clear()
        self._chains[url] = chain
        return chain[0]

    async def _load(self, url: str) -> list[Certificate]:
        try:
            return load_pem_x509_certificates(await self._fetch(url))
        except ValueError:
            raise Untrusted("certificate") from None
        except (aiohttp.ClientError, OSError, TimeoutError):
            raise Untrusted("fetch") from None


def read_address(address: str) -> str:
    """Return where Amazon keeps its certificates, in its plain form; raises Untrusted for any other place."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        raise Untrusted("address") from None
    path = posixpath.normpath(parts.path)
    is_plain = not (parts.query or parts.fragment or "@" in parts.netloc or "%" in parts.path)
    is_amazons = parts.scheme == "https" and parts.hostname == HOST and port in (None, PORT)
    if not (is_plain and is_amazons and path.startswith(FOLDER) and address.isascii()):
        raise Untrusted("address")
    return f"https://{HOST}{path}"


async def fetch_chain(url: str) -> bytes:
    """Return what lies at an address, by verified TLS, without redirects; raises ValueError for too much."""
    timeout = aiohttp.ClientTimeout(total=FETCH_S)
    async with aiohttp.ClientSession(timeout=timeout) as session:
        async with session.get(url, allow_redirects=False, raise_for_status=True) as found:
            content = await found.content.read(MOST_BYTES + 1)
            while len(content) <= MOST_BYTES and (part := await found.content.read(MOST_BYTES)):
                content += part
    if len(content) > MOST_BYTES:
        raise ValueError("too long")
    return content


@cache
def trusted_roots() -> tuple[Certificate, ...]:
    """The authorities that browsers trust, without those that cannot be read."""
    roots = []
    with open(certifi.where(), encoding="utf-8") as file, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # one has a serial number of zero
        for block in file.read().split(_END)[:-1]:
            try:
                roots.append(load_pem_x509_certificate((block + _END).encode()))
            except ValueError:
                continue
    return tuple(roots)
