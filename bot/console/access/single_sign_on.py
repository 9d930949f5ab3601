"""The state's single sign-on: OpenID Connect, authorization code with PKCE, state, and nonce.

Takes what the settings say of the provider, gives the Identity that it vouches for. What must be the same at
the way out and back travels in the browser, encrypted, for a few minutes.
"""

from __future__ import annotations

import hmac
import secrets
import time
from collections.abc import Mapping
from typing import Any

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from bot.console.access.identity import Identity
from bot.handoff.vault import Vault
from bot.settings import ConsoleSettings

DISCOVERY = "/.well-known/openid-configuration"
ALGORITHMS = ["RS256", "PS256", "ES256"]
"""Signatures that only the provider can make: a shared secret, or none at all, is no proof."""
TIMEOUT_S = 5.0
TICKET_S = 600.0  # for typing the password at the provider
LEEWAY_S = 60


class NotVouched(Exception):
    """The provider does not vouch for anybody, or what it says does not hold; the text is for the log."""


class SingleSignOn:
    """One provider.

    Args:
        settings: the provider, and what it knows the console by.
        vault: encrypts what travels in the browser.
        back: the console's address that the provider sends people back to.
    """

    def __init__(self, settings: ConsoleSettings, vault: Vault, back: str) -> None:
        self._settings = settings
        self._vault = vault
        self._back = back

    def begin(self, token: str) -> tuple[str, str]:
        """Return the provider's address to go to, and the ticket to come back with.

        Args:
            token: the browser's, so that no other browser can come back with the ticket.

        Raises NotVouched when the provider does not answer.
        """
        told = self._discover()
        kept = {name: secrets.token_urlsafe(32) for name in ("state", "nonce", "verifier")}
        address, _ = self._session().create_authorization_url(
            _required(told, "authorization_endpoint"),
            state=kept["state"],
            code_verifier=kept["verifier"],
            nonce=kept["nonce"],
        )
        return str(address), self._vault.lock(kept | {"at": str(time.time()), "token": token})

    def finish(self, query: Mapping[str, str], ticket: str, token: str) -> Identity:
        """Return whom the provider names to somebody who came back; raises NotVouched."""
        kept = self._vault.unlock(ticket) if ticket else None
        if kept is None or not hmac.compare_digest(
            kept.get("token", "").encode(), token.encode("utf-8", "replace")
        ):
            raise NotVouched("no ticket of this browser")
        if not 0 <= time.time() - float(kept["at"]) <= TICKET_S:
            raise NotVouched("the ticket is too old")
        if not hmac.compare_digest(kept["state"].encode(), query.get("state", "").encode("utf-8", "replace")):
            raise NotVouched("state")
        if query.get("iss", self._settings.issuer) != self._settings.issuer:  # RFC 9207
            raise NotVouched("issuer of the answer")
        if not query.get("code"):
            raise NotVouched("the provider refused")
        return self._read(self._fetch(query["code"], kept["verifier"]), kept["nonce"])

    def _fetch(self, code: str, verifier: str) -> dict[str, Any]:
        """The tokens for a code, with the provider's keys beside them."""
        told = self._discover()
        try:
            token = self._session().fetch_token(
                _required(told, "token_endpoint"), code=code, code_verifier=verifier, timeout=TIMEOUT_S
            )
        except (AuthlibBaseError, requests.RequestException, ValueError) as error:
            raise NotVouched(f"token: {type(error).__name__}") from None
        return dict(token) | {"keys": _get(_required(told, "jwks_uri"))}

    def _read(self, token: Mapping[str, Any], nonce: str) -> Identity:
        """Whom an ID token names, after every check of OpenID Connect Core 1.0, 3.1.3.7."""
        expected = {
            "iss": {"essential": True, "value": self._settings.issuer},
            "aud": {"essential": True, "value": self._settings.client},
        }
        known = {"nonce": nonce, "client_id": self._settings.client}
        known["access_token"] = token.get("access_token", "")
        try:
            keys = KeySet.import_key_set(token["keys"])
            decoded = jwt.decode(str(token.get("id_token", "")), keys, algorithms=ALGORITHMS)
            claims = CodeIDToken(decoded.claims, decoded.header, expected, known)
            claims.validate(leeway=LEEWAY_S)
        except (JoseError, AuthlibBaseError, ValueError, LookupError, TypeError) as error:
            raise NotVouched(f"ID token: {type(error).__name__}") from None
        email = claims.get("email") if claims.get("email_verified") is True else None
        return Identity(str(claims["iss"]), str(claims["sub"]), str(email).strip().lower() if email else None)

    def _discover(self) -> dict[str, Any]:
        """What the provider says of itself (OpenID Connect Discovery 1.0)."""
        issuer = str(self._settings.issuer)
        told = _get(issuer.rstrip("/") + DISCOVERY)
        if told.get("issuer") != issuer:
            raise NotVouched("the provider says it is another")
        return told

    def _session(self) -> Any:
        named = {"client_id": self._settings.client, "client_secret": self._settings.client_secret or None}
        method = "client_secret_basic" if self._settings.client_secret else "none"
        return OAuth2Session(
            **named,
            scope="openid email",
            redirect_uri=self._back,
            code_challenge_method="S256",
            token_endpoint_auth_method=method,
        )


def _get(address: str) -> dict[str, Any]:
    try:
        answer = requests.get(address, timeout=TIMEOUT_S)
        answer.raise_for_status()
        told = answer.json()
    except (requests.RequestException, ValueError) as error:
        raise NotVouched(f"{type(error).__name__} of the provider") from None
    if not isinstance(told, dict):
        raise NotVouched("the provider says nothing that can be read")
    return told


def _required(told: Mapping[str, Any], name: str) -> str:
    if not isinstance(told.get(name), str):
        raise NotVouched(f"the provider names no {name}")
    return str(told[name])
