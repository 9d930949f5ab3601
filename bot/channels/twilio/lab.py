"""Twilio in the channel lab: the forms that it posts, signed with the lab's token."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

from twilio.request_validator import RequestValidator

from bot.channels.lab.vendor import Call

TOKEN = "MISSI_TWILIO_TOKEN"
PUBLIC_URL = "MISSI_PUBLIC_URL"
ENVIRONMENT: Mapping[str, str] = {
    TOKEN: "lab-token-known-to-everybody-no-secret",
    PUBLIC_URL: "https://lab.example.org",
}
CITIZEN, OURS = "+16015550111", "+16015550100"


def sign(path: str, form: Mapping[str, str], environment: Mapping[str, str]) -> Call:
    """Return a form that is posted to a path, with the signature over the public address."""
    address = environment[PUBLIC_URL].rstrip("/") + path
    signature = RequestValidator(environment[TOKEN]).compute_signature(address, dict(form))
    headers = {"Content-Type": "application/x-www-form-urlencoded", "X-Twilio-Signature": signature}
    return Call(path, urlencode(form).encode(), headers)
