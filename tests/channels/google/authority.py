"""A Google of our own: a key that signs ID tokens, and the key set that tells its public half."""

from __future__ import annotations

import time
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

PROJECT = "123456789012"
AUDIENCE = "https://assistant.example.gov/webhooks/google/webhook"
KEY_ID = "key-1"


class Authority:
    """Signs; counts how often its keys are fetched."""

    def __init__(self) -> None:
        self.key = rsa.generate_private_key(65537, 2048)
        self.caching = "public, max-age=20000"
        self.fetched = 0
        self.is_down = False

    async def fetch(self) -> tuple[dict[str, Any], str]:
        """The key set, and how long it may be kept."""
        self.fetched += 1
        if self.is_down:
            raise OSError("down")
        public = RSAAlgorithm.to_jwk(self.key.public_key(), as_dict=True)
        return {"keys": [public | {"kid": KEY_ID, "use": "sig", "alg": "RS256"}]}, self.caching

    def token(self, *, kid: str = KEY_ID, without: str = "", **claims: Any) -> str:
        """An ID token of the project's service agent, but for the claims given."""
        now = int(time.time())
        usual: dict[str, Any] = {
            "iss": "https://accounts.google.com",
            "aud": AUDIENCE,
            "iat": now,
            "exp": now + 3600,
            "email": f"service-{PROJECT}@gcp-sa-dialogflow.iam.gserviceaccount.com",
            "email_verified": True,
        }
        signed = {name: value for name, value in (usual | claims).items() if name != without}
        return jwt.encode(signed, self.key, "RS256", headers={"kid": kid})
