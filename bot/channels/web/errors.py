"""What goes wrong with a request, in the API's form: `{"error": {"code", "text"}}` with a fitting status."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from sanic.response import HTTPResponse, json

from bot.channels.base.answer import Refused
from bot.channels.web.words import read_words

CODES = {"gone": "unauthorized"}
"""By what the front door refuses for, where it is called otherwise here."""
STATUSES = {
    "bad_request": 400,
    "too_long": 400,
    "unauthorized": 401,
    "origin": 403,
    "not_found": 404,
    "not_allowed": 405,
    "conflict": 409,
    "held": 409,
    "too_large": 413,
    "unsupported_type": 415,
    "rate_limited": 429,
    "unavailable": 503,
}


class WebError(Exception):
    """A request that cannot be served.

    Args:
        code: one of STATUSES; its sentence stands in `words.yml`.
        headers: what the status asks for, such as `Retry-After`, in seconds.
    """

    def __init__(self, code: str, headers: Mapping[str, str] = MappingProxyType({})) -> None:
        super().__init__(code)
        self.code = code
        self.headers = dict(headers)

    @classmethod
    def of(cls, refused: Refused) -> WebError:
        """The same in the API's form."""
        wait = refused.retry_after_s
        return cls(CODES.get(refused.code, refused.code), {} if wait is None else {"Retry-After": str(wait)})

    @property
    def status(self) -> int:
        """The HTTP status."""
        return STATUSES[self.code]

    @property
    def text(self) -> str:
        """The sentence for people."""
        return read_words().errors[self.code]

    def response(self) -> HTTPResponse:
        """The error as JSON."""
        return json({"error": {"code": self.code, "text": self.text}}, self.status, self.headers)
