"""Whose request it is, as far as a network address tells."""

from __future__ import annotations

from collections.abc import Sequence
from ipaddress import IPv4Network, IPv6Network, ip_address

from sanic.request import Request

from bot.channels.base.limits import group_address


def find_address(request: Request, proxies: Sequence[IPv4Network | IPv6Network]) -> str:
    """Return who asks: the nearest address that is no proxy of ours."""
    # A proxy adds to the client's header, or adds one of its own below it.
    passed_on = ",".join(request.headers.getall("x-forwarded-for", ())).split(",")
    nearest = [request.ip, *(hop.strip() for hop in reversed(passed_on) if hop.strip())]
    for hop in nearest:
        try:
            is_proxy = any(ip_address(hop) in network for network in proxies)
        except ValueError:
            break  # a proxy of ours passed on no address: whatever it says is the client's word
        if not is_proxy:
            return group_address(hop)
    return group_address(nearest[0])
