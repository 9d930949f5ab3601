"""What goes wrong with a request, in the API's form: `{"error": {"code", "text"}}` with a fitting status."""

from __future__ import annotations

from sanic.response import HTTPResponse, json

from bot.channels.web.words import read_words

STATUSES = {
    "bad_request": 400,
    "too_long": 400,
    "unauthorized": 401,
    "origin": 403,
    "not_found": 404,
    "conflict": 409,
    "too_large": 413,
    "unsupported_type": 415,
    "rate_limited": 429,
    "unavailable": 503,
}


class WebError(Exception):
    """A request that cannot be served.

    Args:
        code: one of STATUSES; its sentence stands in `words.yml`.
        retry_s: after how many seconds it may be tried again, if that helps.
    """

    def __init__(self, code: str, *, retry_s: int | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.retry_s = retry_s

    @property
    def status(self) -> int:
        """The HTTP status."""
        return STATUSES[self.code]

    @property
    def text(self) -> str:
        """The sentence for people."""
        return read_words().errors[self.code]

    @property
    def headers(self) -> dict[str, str]:
        """What belongs to the status."""
        return {} if self.retry_s is None else {"Retry-After": str(self.retry_s)}

    def response(self) -> HTTPResponse:
        """The error as JSON."""
        return json({"error": {"code": self.code, "text": self.text}}, self.status, self.headers)
