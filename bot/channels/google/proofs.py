"""Whether a request is from our Dialogflow agent: every proof that is set up must hold.

A proof that is not there is 401, one that is wrong 403. A client certificate says no more than that Google
calls, for whichever of its customers; so it is never the only one.
"""

from __future__ import annotations

import base64
import hmac
from collections.abc import Awaitable, Callable
from ipaddress import IPv4Network, IPv6Network, ip_address

import jwt
from sanic.request import Request

from bot.channels.base.webhook import Rejected
from bot.channels.google.keys import KeySet
from bot.channels.google.settings import GoogleSettings

ISSUERS = ("https://accounts.google.com", "accounts.google.com")
AGENT = "service-{project}@gcp-sa-dialogflow.iam.gserviceaccount.com"
LEEWAY_S = 60
CLAIMS = ("iss", "aud", "exp", "iat", "email")
MISSING, WRONG, UNKNOWN = 401, 403, 503


Proof = Callable[[Request], Awaitable[None]]
"""Raises Rejected: 401, 403, or 503 when Google's keys cannot be had."""


def make_proofs(
    settings: GoogleSettings, proxies: tuple[IPv4Network | IPv6Network, ...], keys: KeySet
) -> tuple[Proof, ...]:
    """Return the proofs that are set up, the cheapest first."""
    proofs: list[Proof] = []
    if settings.certificate:
        proofs.append(_certificate(*settings.certificate, proxies))
    if settings.header:
        proofs.append(_header(*settings.header))
    if settings.basic:
        proofs.append(_basic(settings.basic))
    if settings.project:
        proofs.append(_token(settings.project, settings.audiences, keys))
    return tuple(proofs)


def _certificate(name: str, value: str, proxies: tuple[IPv4Network | IPv6Network, ...]) -> Proof:
    async def prove(request: Request) -> None:
        if not any(ip_address(request.ip) in network for network in proxies):
            raise Rejected(WRONG, "proxy")
        given = request.headers.getall(name, ())
        # A proxy that adds its header below one of the client's has not been set up to be believed.
        _compare(given[0] if len(given) == 1 else None, value, "certificate")

    return prove


def _header(name: str, value: str) -> Proof:
    async def prove(request: Request) -> None:
        _compare(request.headers.get(name), value, "header")

    return prove


def _basic(expected: str) -> Proof:
    async def prove(request: Request) -> None:
        try:
            given = base64.b64decode(_credentials(request, "basic"), validate=True).decode()
        except ValueError:  # no base64, no ASCII, or no UTF-8 in it
            raise Rejected(WRONG, "basic") from None
        _compare(given, expected, "basic")

    return prove


def _token(project: str, audiences: frozenset[str], keys: KeySet) -> Proof:
    agent = AGENT.format(project=project)

    async def prove(request: Request) -> None:
        token = _credentials(request, "bearer")
        try:
            key = await keys.find(str(jwt.get_unverified_header(token).get("kid")))
            if key is None:
                raise Rejected(WRONG, "token")
            claims = jwt.decode(
                token,
                key,
                algorithms=["RS256"],
                audience=list(audiences),
                issuer=list(ISSUERS),
                leeway=LEEWAY_S,
                options={"require": list(CLAIMS)},
            )
        except OSError:
            raise Rejected(UNKNOWN, "keys") from None
        except (jwt.PyJWTError, ValueError, TypeError, OverflowError):  # the latter for what is no token
            raise Rejected(WRONG, "token") from None
        if claims.get("email_verified") is not True:
            raise Rejected(WRONG, "token")
        _compare(str(claims["email"]), agent, "token")

    return prove


def _credentials(request: Request, wanted: str) -> str:
    """What follows the scheme in `Authorization`."""
    scheme, _, credentials = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != wanted or not credentials:
        raise Rejected(MISSING, wanted)
    return str(credentials.strip())


def _compare(given: str | None, expected: str, what: str) -> None:
    if given is None:
        raise Rejected(MISSING, what)
    if not hmac.compare_digest(given.encode("utf-8", "replace"), expected.encode()):
        raise Rejected(WRONG, what)
