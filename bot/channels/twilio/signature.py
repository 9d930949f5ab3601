"""Whether a request is Twilio's: its signature over our public address and the form, as it came.

Sanic's own form drops what is empty, which Twilio signs; and behind a proxy its address is not the one that
Twilio called.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qs, parse_qsl

from sanic.request import Request
from twilio.request_validator import RequestValidator

from bot.channels.base.webhook import Rejected
from bot.channels.twilio.settings import TwilioSettings

HEADER = "x-twilio-signature"
JSON = "application/json"


class Form(dict[str, str]):
    """The fields of a form, the empty ones too; of a name that comes twice the last counts."""

    def __init__(self, body: bytes) -> None:
        """Read the body; raises ValueError for what is no form in UTF-8."""
        pairs = parse_qsl(body.decode("utf-8"), keep_blank_values=True, errors="strict", max_num_fields=500)
        super().__init__(pairs)
        self._all: dict[str, list[str]] = {}
        for name, value in pairs:
            self._all.setdefault(name, []).append(value)

    def getlist(self, name: str) -> list[str]:
        """Every value of a name, which the signature holds once each."""
        return self._all[name]


def require_signature(request: Request, chosen: TwilioSettings) -> Form:
    """Return the fields of a request; raises Rejected 403 when it is not Twilio's, 400 when it is no form."""
    if chosen.verifies and not is_signed(request, chosen.token, chosen.public_url):
        raise Rejected(403, "signature")
    try:
        return Form(request.body or b"")
    except ValueError:
        raise Rejected(400, "form") from None


def is_signed(request: Request, token: str, public_url: str) -> bool:
    """Whether the account that has this token sent the request.

    Args:
        request: with its body, a form or JSON.
        token: the account's auth token.
        public_url: what Twilio calls us by, without a path; with or without the port is the same.
    """
    signature = request.headers.get(HEADER, "")
    address = public_url.rstrip("/") + request.path
    if request.query_string:
        address += "?" + request.query_string
    try:
        signed: Mapping[str, str] | str = (
            _json(request) if _type(request) == JSON else Form(request.body or b"")
        )
    except ValueError:
        return False
    return signature.isascii() and bool(RequestValidator(token).validate(address, signed, signature))


def _json(request: Request) -> str:
    """The body, whose hash the address must hold: it is all that ties the two together."""
    if "bodySHA256" not in parse_qs(request.query_string):
        raise ValueError("no bodySHA256")
    return bytes(request.body).decode("utf-8")


def _type(request: Request) -> str:
    return str(request.headers.get("content-type", "")).partition(";")[0].strip().lower()
