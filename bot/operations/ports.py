"""Checks that the ports we are about to use are free, before anything is started.

Called by `missi run`."""

from __future__ import annotations

import socket

from bot.errors import SettingError
from bot.settings import Settings

LOOPBACK = "127.0.0.1"


def require_ports(settings: Settings) -> None:
    """Raise SettingError naming a port that is in use and the variable that changes it."""
    ports = {
        "MISSI_PORT": settings.assistant_port,
        "MISSI_ACTIONS_PORT": settings.actions_port,
        "MISSI_CONSOLE_PORT": settings.console.port,
    }
    taken: dict[int, str] = {}
    for variable, port in ports.items():
        if port in taken:
            raise SettingError(f"{variable}: {port} is {taken[port]} too: set another")
        taken[port] = variable
        require_port(port, variable)


def require_port(port: int, variable: str) -> None:
    """Raise SettingError when nobody may listen on this port of this machine."""
    with socket.socket() as probe:
        # As the servers do: connections that are only closing must not block a restart.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except PermissionError as error:
            raise SettingError(f"{variable}: port {port} is not allowed: set another") from error
        except OSError as error:
            raise SettingError(f"{variable}: port {port} is in use: free it or set another") from error
