"""What vendors send with something wrong in it, signed rightly, wrongly, or not; alike for the same seed."""

from __future__ import annotations

import base64
import copy
import gzip
import hashlib
import json
import random
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

from twilio.request_validator import RequestValidator

from bot.channels.twilio.signature import Form
from tests.channels.apple.apple import token
from tests.channels.breaking import HUGE, WORDS, break_data, deepen
from tests.channels.fuzz import BODIES, KINDS, METHODS, Request
from tests.channels.messenger.meta import signed
from tests.channels.vendors import NAMES, Vendors

PAYLOADS = Path(__file__).with_name("payloads")
FORMS = ("phone", "sms")
LANDING = "/webhooks/apple/landing"
PATHS = {
    "alexa": "/webhooks/alexa/webhook",
    "google": "/webhooks/google/webhook",
    "phone": "/webhooks/phone/webhook",
    "sms": "/webhooks/sms/webhook",
    "apple": "/webhooks/apple/message",
    "messenger": "/webhooks/messenger/webhook",
}
CODECS = ("utf-16", "utf-32", "latin-1", "utf-7", "utf-8-sig")
FORGED = (
    "", "x", "é", "\xff" * 20, "A" * 4000, "Bearer ", "Bearer \xff.\xff.\xff", "Bearer a.b.c", "Basic \xff",
    "Basic eA==", "sha256=", "sha256=" + "0" * 64, "sha1=" + "0" * 40, "Bearer " + "e30." * 3,
)  # fmt: skip
PROOFS = ("Authorization", "X-Hub-Signature-256", "X-Twilio-Signature", "Signature-256", "X-Missi-Key",
          "SignatureCertChainUrl")  # fmt: skip
FIELDS = ("hub.mode", "hub.verify_token", "hub.challenge", "id", "name", "logo", "token")
HEADERS = ("id", "source-id", "destination-id", "capability-list", "device-agent")
QUERIES = ("turn=%C2%B2", "turn=-1", "turn=1e9", "turn=1&turn=2", "turn=" + "9" * 300, "%00=%ff", "a[]=[",
           "bodySHA256=", "hub.mode=subscribe", "turn=%F0%9F%98%80", "?" * 50, "&" * 500)  # fmt: skip
CLAIMED = ("iat", "aud", "exp", "nbf")
CLAIMS: tuple[Any, ...] = (float("inf"), float("nan"), -1, "now", [], {}, 10**30, None, True)
WEIGHTS = (2, 4, 4)
"""Of proofs that are right, wrong, and missing."""


class VendorFuzzer:
    """Makes requests.

    Args:
        seed: the same one makes the same bodies.
        vendors: who sign.
    """

    def __init__(self, seed: int, vendors: Vendors) -> None:
        self._random = random.Random(seed)
        self._vendors = vendors
        self._shapes = {channel: _read_shapes(channel) for channel in NAMES}

    def requests(self, count: int) -> Iterator[tuple[str, Request]]:
        """Give so many, each with what its proof is: `right`, `wrong`, or `none`."""
        for number in range(count):
            if number % 25 == 0:
                yield "none", self._aside()
                continue
            channel = NAMES[number % len(NAMES)]
            proof = self._random.choices(("right", "wrong", "none"), WEIGHTS)[0]
            yield proof, self._request(channel, proof)

    def _request(self, channel: str, proof: str) -> Request:
        text = self._text()[:2000].encode("utf-8", "replace").decode()  # what no vendor could sign otherwise
        call = self._vendors.build(channel, text)
        path, method = call.path, "POST"
        if self._chance(0.1):
            path = f"{PATHS[channel]}?{self._random.choice(QUERIES)}"
        body = self._body(channel, call.body)
        headers = dict(call.headers)
        if proof == "right":
            headers |= self._seal(channel, path, body)
        elif proof == "none":
            headers = {name: value for name, value in headers.items() if name not in PROOFS}
        else:
            name = self._random.choice([name for name in headers if name in PROOFS])
            headers[name] = self._random.choice(FORGED)
        if self._chance(0.1):
            headers["Content-Type"] = self._random.choice(KINDS)
        if channel == "apple":
            self._spoil(headers)
        if self._chance(0.05):
            method = self._random.choice(METHODS)
        return Request(method, path, headers, body)

    def _aside(self) -> Request:
        """What the channels serve besides: Meta's question, Apple's page."""
        fields = {name: self._text()[:3000] for name in self._random.sample(FIELDS, 4)}
        if self._chance(0.5):
            fields |= {"id": "lab-business", "hub.mode": "subscribe", "hub.verify_token": "lab-verify-token"}
        told = urlencode(fields, errors="replace")
        if self._chance(0.3):
            return Request("POST", LANDING, {"Content-Type": KINDS[2]}, told.encode())
        path = self._random.choice((LANDING, PATHS["messenger"]))
        return Request("GET", f"{path}?{told}", {}, b"")

    def _seal(self, channel: str, path: str, body: bytes) -> Mapping[str, str]:
        """The proofs of a vendor for these bytes."""
        if channel in FORMS:
            return self._sign_form(path, body)
        if channel == "messenger":
            return signed(body, self._vendors.environment["MISSI_MESSENGER_APP_SECRET"])
        if channel == "apple":
            return self._claim()
        return self._vendors.prove(channel, body)

    def _sign_form(self, path: str, body: bytes) -> Mapping[str, str]:
        environment = self._vendors.environment
        try:
            form: Mapping[str, str] = Form(body)
        except ValueError:
            form = {}
        address = environment["MISSI_PUBLIC_URL"] + path
        signature = RequestValidator(environment["MISSI_TWILIO_TOKEN"]).compute_signature(address, form)
        return {"X-Twilio-Signature": signature}

    def _claim(self) -> Mapping[str, str]:
        environment = self._vendors.environment
        claims: dict[str, Any] = {"aud": environment["MISSI_APPLE_MSP_ID"]}
        if self._chance(0.1):
            claims[self._random.choice(CLAIMED)] = self._random.choice(CLAIMS)
        return {
            "Authorization": "Bearer " + token(base64.b64decode(environment["MISSI_APPLE_SECRET"]), **claims)
        }

    def _spoil(self, headers: dict[str, str]) -> None:
        """Apple tells half of a delivery in headers."""
        headers["id"] = hashlib.md5(self._random.randbytes(8)).hexdigest()
        if self._chance(0.15):
            name = self._random.choice(
                ("id", "source-id", "destination-id", "capability-list", "device-agent")
            )
            headers[name] = self._random.choice(("", "\xff", "x" * 300, ",,,\xe9", "lab-business", "0"))

    def _body(self, channel: str, usual: bytes) -> bytes:
        chance = self._random.random()
        if chance < 0.06:
            return self._random.choice(BODIES)
        if chance < 0.09:
            return self._random.randbytes(self._random.randint(1, 400))
        if channel in FORMS:
            body = self._form(channel, usual)
        else:
            body = self._json(channel, usual)
        chance = self._random.random()
        if chance < 0.03:
            body = body[: self._random.randrange(len(body) + 1)]
        elif chance < 0.05:
            body += self._random.choice(BODIES)
        elif chance < 0.055:
            body += b" " * 300_000
        if channel == "apple" and self._chance(0.7):
            body = gzip.compress(body, 1)
            if self._chance(0.05):
                body = body[: self._random.randrange(1, len(body))]
        return body

    def _json(self, channel: str, usual: bytes) -> bytes:
        data = self._random.choice(self._shapes[channel])
        if self._chance(0.4):
            data = json.loads(gzip.decompress(usual) if channel == "apple" else usual)
        data = copy.deepcopy(data)
        if channel == "alexa":
            self._freshen(data, json.loads(usual))
        for _ in range(self._random.choice((0, 1, 1, 1, 2, 3))):
            break_data(data, self._random)
        told = json.dumps(data, ensure_ascii=self._chance(0.8))
        told = deepen(told, self._random)
        if self._chance(0.03):
            told = told[:-1] + "," + told[1:]  # every name twice
        codec = self._random.choice(CODECS) if self._chance(0.05) else "utf-8"
        return told.encode(codec, "replace" if codec == "latin-1" else "surrogatepass")

    def _freshen(self, data: dict[str, Any], usual: dict[str, Any]) -> None:
        """Make a kept request one of ours, and of now."""
        data["request"] |= {name: usual["request"][name] for name in ("timestamp", "requestId")}
        skill = usual["session"]["application"]
        for place in (data.get("session"), data["context"]["System"]):
            if place:
                place["application"] = skill

    def _form(self, channel: str, usual: bytes) -> bytes:
        body = usual if self._chance(0.4) else self._random.choice(self._shapes[channel])
        pairs = parse_qsl(body.decode(), keep_blank_values=True)
        for _ in range(self._random.choice((0, 1, 1, 1, 2, 3))):
            place = self._random.randrange(len(pairs))
            name, value = pairs[place]
            deed = self._random.randrange(6)
            if deed == 0 and len(pairs) > 1:
                del pairs[place]
            elif deed == 1:
                pairs.append((name, self._text()))
            elif deed == 2:
                pairs += [(self._text()[:200], value)] * self._random.choice((1, 2, 600))
            elif deed == 3 and self._chance(0.3):
                pairs[place] = (name, self._random.choice(HUGE))
            else:
                pairs[place] = (name, self._text())
        return urlencode(pairs, errors="surrogatepass" if self._chance(0.2) else "replace").encode()

    def _text(self) -> str:
        return self._random.choice(WORDS)

    def _chance(self, share: float) -> bool:
        return self._random.random() < share


def _read_shapes(channel: str) -> list[Any]:
    """What the vendor sends, of every kind: data, or forms as bytes."""
    if channel in FORMS:
        kind = "call" if channel == "phone" else "sms"
        return [path.read_bytes().strip() for path in sorted(PAYLOADS.glob(f"twilio/{kind}*.request.form"))]
    if channel == "alexa":
        files = [json.loads(path.read_bytes()) for path in sorted(PAYLOADS.glob("alexa/*.json"))]
        told = [one for file in files for one in (file if isinstance(file, list) else [file])]
        return [one["request"] for one in told]
    pattern = "google/*.request.json" if channel == "google" else f"{channel}/in-*.json"
    return [json.loads(path.read_bytes()) for path in sorted(PAYLOADS.glob(pattern))]
