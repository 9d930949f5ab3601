"""A small OpenID Connect provider on this machine, which says what a test wants it to, true or not."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

CLIENT, SECRET = "missi-console", "a secret between the two"
KEY, OTHER_KEY = (RSAKey.generate_key(2048, {"kid": "one", "use": "sig"}) for _ in range(2))
Sign = Callable[[dict[str, Any]], str]


def sign(claims: dict[str, Any]) -> str:
    """Sign as the provider does."""
    return jwt.encode({"alg": "RS256", "kid": "one"}, claims, KEY)


def sign_with_another_key(claims: dict[str, Any]) -> str:
    return jwt.encode({"alg": "RS256", "kid": "one"}, claims, OTHER_KEY)


def sign_with_the_secret(claims: dict[str, Any]) -> str:
    """HMAC with what the client knows too."""
    return jwt.encode({"alg": "HS256"}, claims, OctKey.import_key(SECRET), algorithms=["HS256"])


def sign_with_the_public_key(claims: dict[str, Any]) -> str:
    """The old confusion of algorithms: the public key taken for a shared secret."""
    public = OctKey.import_key(KEY.as_pem(private=False))
    return _join({"alg": "HS256", "kid": "one"}, claims, public)


def do_not_sign(claims: dict[str, Any]) -> str:
    return _join({"alg": "none"}, claims, None)


@dataclass
class Provider:
    """Whom it vouches for, and how far it lies."""

    issuer: str = ""
    person: dict[str, Any] = field(default_factory=dict)
    lies: dict[str, Any] = field(default_factory=dict)
    """Claims that replace the true ones; None leaves one out."""
    sign: Sign = sign
    discovered: dict[str, Any] = field(default_factory=dict)
    """What the discovery says otherwise."""
    asked: dict[str, str] = field(default_factory=dict)
    """The last request at the authorization endpoint."""
    codes: dict[str, dict[str, str]] = field(default_factory=dict)

    def discover(self) -> dict[str, Any]:
        """OpenID Connect Discovery 1.0, 4."""
        places = {name: f"{self.issuer}/{name}" for name in ("authorize", "token", "keys")}
        return {
            "issuer": self.issuer,
            "authorization_endpoint": places["authorize"],
            "token_endpoint": places["token"],
            "jwks_uri": places["keys"],
        } | self.discovered

    def authorize(self, query: dict[str, str]) -> str:
        """Where the browser is sent back to."""
        self.asked = query
        code = secrets.token_urlsafe(16)
        self.codes[code] = query
        return query["redirect_uri"] + "?" + urlencode({"code": code, "state": query["state"]})

    def give_tokens(self, form: dict[str, str], authorization: str) -> tuple[int, dict[str, Any]]:
        """Tokens for a code, once, to the right client with the right verifier."""
        asked = self.codes.pop(form.get("code", ""), None)
        known = "Basic " + base64.b64encode(f"{CLIENT}:{SECRET.replace(' ', '%20')}".encode()).decode()
        plain = "Basic " + base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        if asked is None or authorization not in (known, plain) or not _fits(form, asked):
            return 400, {"error": "invalid_grant"}
        now = int(time.time())
        true = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 60, "nonce": asked.get("nonce")}
        claims = {
            name: value for name, value in (true | self.person | self.lies).items() if value is not None
        }
        return 200, {"access_token": "an access token", "token_type": "Bearer", "id_token": self.sign(claims)}


def _fits(form: dict[str, str], asked: dict[str, str]) -> bool:
    """PKCE (RFC 7636, 4.6)."""
    digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
    challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
    is_s256 = asked.get("code_challenge_method") == "S256"
    return is_s256 and challenge == asked.get("code_challenge")


def _join(header: dict[str, str], claims: dict[str, Any], key: OctKey | None) -> str:
    parts = [base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=") for part in (header, claims)]
    signed = b".".join(parts)
    if key is None:
        return signed.decode() + "."
    mac = hmac.new(key.raw_value, signed, hashlib.sha256).digest()
    return (signed + b"." + base64.urlsafe_b64encode(mac).rstrip(b"=")).decode()


def _handler(provider: Provider) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            query = {name: values[0] for name, values in parse_qs(parts.query).items()}
            if parts.path == "/authorize":
                self.send_response(302)
                self.send_header("Location", provider.authorize(query))
                self.end_headers()
            elif parts.path == "/keys":
                self._tell(200, {"keys": [KEY.as_dict(private=False)]})
            else:
                self._tell(200, provider.discover())

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            form = {name: values[0] for name, values in parse_qs(body).items()}
            self._tell(*provider.give_tokens(form, self.headers.get("Authorization", "")))

        def _tell(self, status: int, told: dict[str, Any]) -> None:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(told).encode())

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    return Handler


@contextmanager
def serving() -> Iterator[Provider]:
    """A provider that serves."""
    provider = Provider()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(provider))
    provider.issuer = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
