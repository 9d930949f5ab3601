"""A port in use is said in one line, with the variable that changes it."""

from __future__ import annotations

import socket
from collections.abc import Callable

import pytest

from bot.errors import SettingError
from bot.operations.ports import require_port, require_ports
from bot.settings import read_settings

Ports = Callable[[], int]
VARIABLES = ("MISSI_PORT", "MISSI_ACTIONS_PORT", "MISSI_CONSOLE_PORT")


def test_a_free_port_is_fine(free_port: Ports) -> None:
    require_port(free_port(), "MISSI_PORT")


@pytest.mark.parametrize("host", ["127.0.0.1", "0.0.0.0"])
@pytest.mark.parametrize("variable", VARIABLES)
def test_a_port_in_use_is_named_with_its_variable(host: str, variable: str, free_port: Ports) -> None:
    with socket.socket() as server:
        server.bind((host, 0))
        server.listen()
        port = server.getsockname()[1]
        others = {name: str(free_port()) for name in VARIABLES}
        with pytest.raises(SettingError) as caught:
            require_ports(read_settings(others | {variable: str(port)}))
    assert str(caught.value) == f"{variable}: port {port} is in use: free it or set another"


def test_one_port_cannot_serve_twice() -> None:
    with pytest.raises(SettingError, match="MISSI_ACTIONS_PORT: 6000 is MISSI_PORT too"):
        require_ports(read_settings({"MISSI_PORT": "6000", "MISSI_ACTIONS_PORT": "6000"}))
