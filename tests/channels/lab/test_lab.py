"""The channel lab: vendors played against served channels, and what they are told shown."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

from bot.channels.apple.channel import AppleChannel
from bot.channels.base.answer import Answer
from bot.channels.base.contract import build_contract
from bot.channels.lab.page import ask, script, show
from bot.channels.lab.raw import write_raw
from bot.channels.lab.receiver import receiving
from bot.channels.lab.sending import send
from bot.channels.lab.settings import lab_environment
from bot.channels.lab.vendor import Shown
from bot.channels.lab.vendors import MODULES, find_vendor
from bot.channels.messenger.channel import MessengerChannel
from bot.channels.rest import RestChannel
from bot.channels.web.errors import WebError
from bot.cli.channel import command
from bot.errors import LabError
from bot.knowledge.record import Record
from bot.settings import read_settings
from tests.channels.served import Served, free_port, serving

OURS = {"rest": RestChannel, "apple": AppleChannel, "messenger": MessengerChannel}
RECEIVER_PORT = free_port()
LAB = {
    **{name: value for name in OURS for name, value in find_vendor(name).ENVIRONMENT.items()},
    "MISSI_APPLE_GATEWAY": f"http://127.0.0.1:{RECEIVER_PORT}/apple",
    "MISSI_MESSENGER_GRAPH": f"http://127.0.0.1:{RECEIVER_PORT}/messenger",
}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, records: tuple[Record, ...]) -> Iterator[Served]:
    with pytest.MonkeyPatch.context() as environment:
        for name, value in LAB.items():
            environment.setenv(name, value)
        channels = [kind() for kind in OURS.values()]
        with serving(channels, tmp_path_factory.mktemp("lab"), records) as served:
            environment.setenv("MISSI_PORT", served.address.rpartition(":")[2])
            yield served


@pytest.mark.parametrize("channel", OURS)
def test_a_real_request_gets_a_real_reply(served: Served, channel: str) -> None:
    told = CliRunner().invoke(command, ["send", channel, "offer 2", "--no-raw"], catch_exceptions=False)
    assert told.exit_code == 0
    assert "There are several." in told.output and told.output.count("  choice  Option") == 2


@pytest.mark.parametrize("channel", ["apple", "messenger"])
def test_the_made_up_citizen_goes_on_with_the_conversation(served: Served, channel: str) -> None:
    CliRunner().invoke(command, ["send", channel, "offer 3"])
    told = CliRunner().invoke(command, ["send", channel, "2", "--no-raw"])
    assert "You said: chosen 2" in told.output


def test_the_raw_reply_is_shown_without_pictures(served: Served) -> None:
    told = CliRunner().invoke(command, ["send", "apple", "link"])
    assert '"type": "richLink"' in told.output and "characters)" in told.output
    assert "link  example.ms.gov (https://www.example.ms.gov/renew)" in told.output


def test_other_secrets_are_told_in_one_line(served: Served) -> None:
    forged = LAB | {"MISSI_MESSENGER_APP_SECRET": "another-secret"}
    port = int(served.address.rpartition(":")[2])
    with pytest.raises(LabError, match="messenger: /webhooks/messenger/webhook gave 403"):
        list(send("messenger", find_vendor("messenger"), "hello", forged, port))


def test_a_channel_that_is_off_is_told_in_one_line(served: Served) -> None:
    port = int(served.address.rpartition(":")[2])
    with pytest.raises(LabError, match="does not serve it.*MISSI_LAB=1"):
        list(send("alexa", find_vendor("alexa"), "hello", {}, port))


def test_an_assistant_that_does_not_run_is_told_in_one_line() -> None:
    with pytest.raises(LabError, match="no assistant answers on port"):
        list(send("rest", find_vendor("rest"), "hello", {}, free_port()))


@pytest.mark.parametrize("address", ["https://mspgw.push.apple.com/v1", "http://127.0.0.1/apple", "nonsense"])
def test_only_loopback_is_received_on(address: str) -> None:
    with pytest.raises(LabError, match="the lab can only receive on 127.0.0.1"), receiving(address):
        pass


def test_a_port_that_is_taken_is_told_in_one_line() -> None:
    address = f"http://127.0.0.1:{free_port()}"
    with receiving(address), pytest.raises(LabError, match="cannot be listened on"), receiving(address):
        pass


def test_a_channel_that_nobody_plays_is_named() -> None:
    with pytest.raises(LabError, match="expected one of rest"):
        find_vendor("pigeon")


def test_in_production_there_is_no_page() -> None:
    door = SimpleNamespace(settings=read_settings({"MISSI_PRODUCTION": "1"}))
    request = SimpleNamespace(app=SimpleNamespace(ctx=SimpleNamespace(web=SimpleNamespace(door=door))))
    for handler in (show, ask, script):
        with pytest.raises(WebError) as error:
            asyncio.run(handler(request))
        assert error.value.status == 404


def test_the_labs_settings_serve_every_channel() -> None:
    for name, value in find_vendor("apple").ENVIRONMENT.items():
        assert lab_environment()[name] == value
    assert AppleChannel.read(lab_environment(), read_settings({}))
    assert MessengerChannel.read(lab_environment(), read_settings({}))


@pytest.mark.parametrize("channel", MODULES)
def test_every_channel_previews_an_answer_with_choices(served: Served, channel: str) -> None:
    texts = ["Which one do you mean?"]
    buttons = [{"title": title, "payload": f"/{title}"} for title in ("Renew a tag", "Get a new tag")]
    messages = [{"text": texts[0], "buttons": buttons}]
    answer = Answer(messages, build_contract([{"outcome": "clarify"}], {}, texts))

    async def view() -> list[Shown]:
        vendor = find_vendor(channel)
        return [one for reply in vendor.preview(answer, served.door) for one in vendor.show(reply)]

    shown = served.run(view())
    told = " ".join(one.text for one in shown)
    assert "Renew a tag" in told and "Get a new tag" in told


def test_raw_text_stays_as_it_is() -> None:
    assert write_raw("<Response/>") == "<Response/>"
    assert json.loads(write_raw({"a": ["x" * 5000]}))["a"][0].endswith("(5000 characters)")
