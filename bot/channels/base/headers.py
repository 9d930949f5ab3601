"""The headers that protect citizens on every response of the server, whoever made it.

Called with each response; what a route says of itself stays.
"""

from __future__ import annotations

from ipaddress import ip_address

from sanic.request import Request
from sanic.response import BaseHTTPResponse

from bot.settings import Settings

POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",  # with less, forms of our own pages come from the origin "null"
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(self)",  # the widget may be spoken to
    "Cache-Control": "no-store",
}
ONE_YEAR = "max-age=31536000"


class Headers:
    """Adds headers.

    Args:
        settings: the proxies that may say a request came over TLS, and our public address.
    """

    def __init__(self, settings: Settings) -> None:
        self._proxies = settings.web.proxies
        self._is_public_tls = (settings.public_url or "").startswith("https://")

    async def add(self, request: Request, response: BaseHTTPResponse) -> None:
        """Add what is missing; HSTS only where citizens come over TLS."""
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if self._is_over_tls(request):
            response.headers.setdefault("Strict-Transport-Security", ONE_YEAR)

    def _is_over_tls(self, request: Request) -> bool:
        if self._is_public_tls:
            return True
        address = ip_address(request.ip)
        is_ours = any(address in network for network in self._proxies)
        return is_ours and request.headers.get("x-forwarded-proto", "").lower() == "https"
