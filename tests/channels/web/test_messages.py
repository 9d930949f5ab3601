"""Messages are answered once and in order, whichever process they reach and however often they are sent."""

from __future__ import annotations

import time
import uuid
from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import select
from sqlalchemy.engine import Engine

from bot.channels.base.tables import TURN
from bot.engine.tables import TURN as TRACKED
from tests.channels.web.citizen import API, Citizen
from tests.channels.web.conftest import Channel

AT_ONCE = 8


def shown(citizen: Citizen) -> list[str]:
    return [turn["question"]["text"] for turn in citizen.turns()]


def mark() -> str:
    """Letters that nobody used before; digits could be taken for somebody's number."""
    return uuid.uuid4().hex.translate(str.maketrans("0123456789", "ghijklmnop"))


def test_a_turn_has_what_the_page_shows(citizen: Citizen) -> None:
    turn = citizen.says("tell service:dl-renew")
    assert set(turn) == {"seq", "id", "at", "question", "reply", "vote"}
    assert turn["seq"] == 1 and turn["question"] == {"text": "tell service:dl-renew"} and turn["vote"] is None
    reply = turn["reply"]
    assert reply["outcome"] == "answer" and not reply["emergency"] and reply["lang"] == "en"
    assert [card["record"] for card in reply["cards"]] == ["service:dl-renew"]
    assert reply["confidence_words"].startswith("I'm quite sure")
    titles = [offer["title"] for offer in reply["quick_replies"]]
    assert titles == ["What does it cost?", "What do I need?", "How do I do it?", "Whom do I call?"]


def test_a_choice_is_shown_by_its_title_and_sent_by_its_payload(citizen: Citizen) -> None:
    turn = citizen.says("choose service:dl-renew service:snap")
    choice = turn["reply"]["choices"][1]
    body = {"id": uuid.uuid4().hex, "choice": choice["payload"]}
    chosen = citizen.sends("POST", f"{API}/messages", body).data["turn"]
    assert chosen["question"]["text"] == choice["title"]
    assert choice["payload"] in chosen["reply"]["texts"][0]


def test_a_choice_that_was_never_offered_is_refused(citizen: Citizen) -> None:
    citizen.says("choose service:dl-renew")
    for payload in ("/restart", "/none_of_these", "What?", '/choose_option{"option": "service:no-such"}', ""):
        body = {"id": uuid.uuid4().hex, "choice": payload}
        assert citizen.sends("POST", f"{API}/messages", body).code == "bad_request", payload
    known = {"id": uuid.uuid4().hex, "choice": '/choose_option{"option": "service:snap"}'}
    assert citizen.sends("POST", f"{API}/messages", known).status == 200


def test_the_same_message_again_gives_the_same_turn(channel: Channel, citizen: Citizen) -> None:
    message = uuid.uuid4().hex
    first = citizen.asks("once", message).data
    assert citizen.asks("once", message).data == first
    assert citizen.at(channel.ports[1]).asks("once", message).data == first
    assert shown(citizen) == ["once"]
    assert citizen.asks("something else", message).code == "conflict"


def test_a_message_with_an_id_is_answered_once_on_the_rest_channel_too(
    channel: Channel, database: Engine
) -> None:
    said = {"sender": mark(), "message": f"hang 1 {mark()}", "id": uuid.uuid4().hex}
    citizens = [Citizen(channel.ports[number % 2]) for number in range(AT_ONCE)]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        replies = list(pool.map(lambda one: one.sends("POST", "/webhooks/rest/webhook", said).data, citizens))
    assert all(reply == replies[0] for reply in replies)
    assert replies[0][0] == {"recipient_id": said["sender"], "text": f"You said: {said['message']}"}
    assert count_heard(database, said["message"]) == 1
    other = citizens[0].sends("POST", "/webhooks/rest/webhook", said | {"message": "other"}).data
    assert other[-1]["custom"]["outcome"] == "error"


def test_a_retry_while_the_first_is_handled_never_doubles(channel: Channel, database: Engine) -> None:
    citizen, message = channel.citizen(), uuid.uuid4().hex
    said = f"hang 1 {mark()}"
    with ThreadPoolExecutor(AT_ONCE) as pool:
        ports = [channel.ports[number % 2] for number in range(AT_ONCE)]
        turns = list(pool.map(lambda port: citizen.at(port).asks(said, message).data["turn"], ports))
    assert all(turn == turns[0] for turn in turns)
    assert shown(citizen) == [said]
    assert count_heard(database, said) == 1, "the assistant heard it more than once"


def count_heard(database: Engine, said: str) -> int:
    """How many turns of Rasa's have these words."""
    with database.connect() as connection:
        return sum(said in events for events in connection.execute(select(TRACKED.c.events)).scalars())


def test_turns_keep_their_order_across_processes(channel: Channel, database: Engine) -> None:
    citizen = channel.citizen()
    name = mark()
    said = [f"hang {0 if number else 4} {name} {number}" for number in range(AT_ONCE)]

    def say(number: int) -> None:
        time.sleep(0.4 * number)  # sent one after the other, none waiting for the one before
        citizen.at(channel.ports[number % 2]).says(said[number])

    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(say, range(AT_ONCE)))
    assert shown(citizen) == said
    with database.connect() as connection:
        heard = connection.execute(select(TRACKED.c.events).order_by(TRACKED.c.id)).scalars().all()
    assert [text for events in heard for text in said if text in events] == said


def test_many_at_once_get_numbers_without_gaps(channel: Channel) -> None:
    citizen = channel.citizen()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        ports = [channel.ports[number % 2] for number in range(2 * AT_ONCE)]
        numbers = list(pool.map(lambda port: citizen.at(port).says("hi")["seq"], ports))
    assert sorted(numbers) == list(range(1, 2 * AT_ONCE + 1))


def test_a_handler_that_hangs_still_yields_a_reply(channel: Channel) -> None:
    citizen = channel.citizen()
    began = time.monotonic()
    turn = citizen.says("hang 60")
    assert 11 < time.monotonic() - began < 16
    assert turn["reply"]["outcome"] == "error"
    assert "601-432-8000" in turn["reply"]["texts"][0]


def test_a_handler_that_fails_still_yields_a_reply(channel: Channel, citizen: Citizen) -> None:
    assert citizen.says("fail zanzibarquux")["reply"]["outcome"] == "error"
    assert "RuntimeError" in channel.log
    assert "zanzibarquux" not in channel.log, "a log has the words of a citizen"


def test_a_turn_whose_process_is_gone_is_taken_over(channel: Channel, database: Engine) -> None:
    citizen, message = channel.citizen(), uuid.uuid4().hex
    citizen.asks("lost", message)
    lose_reply(database, message)
    assert citizen.asks("lost", message).data["turn"]["reply"]["texts"] == ["You said: lost"]
    lose_reply(database, message)
    assert citizen.turns()[0]["reply"]["outcome"] == "error", "it would be waited for without end"
    assert citizen.says("next")["seq"] == 2


def lose_reply(database: Engine, message: str) -> None:
    with database.begin() as connection:
        lost = TURN.update().where(TURN.c.message == message)
        connection.execute(lost.values(reply=None, alive=time.time() - 3600))


def test_a_card_number_is_neither_sent_on_nor_kept(channel: Channel, database: Engine) -> None:
    citizen = channel.citizen()
    turn = citizen.says("pay with 4111 1111 1111 1111 please")
    assert turn["reply"]["outcome"] == "guard"
    assert "never take card numbers" in turn["reply"]["texts"][0]
    assert turn["question"]["text"] == "pay with [card number] please"
    assert count_heard(database, "pay with") == 0
    with database.connect() as connection:
        kept = connection.execute(select(TURN.c.sent, TURN.c.question, TURN.c.reply)).all()
    assert not [row for row in kept if "4111" in "".join(map(str, row))]


def test_starting_over_keeps_what_was_shown(citizen: Citizen) -> None:
    citizen.says("before")
    turn = citizen.sends("POST", f"{API}/restart").data["turn"]
    assert turn["question"] is None and turn["reply"]["outcome"] == "smalltalk"
    assert turn["reply"]["texts"][0].startswith("Hello!")
    assert [turn["seq"] for turn in citizen.turns()] == [1, 2]


def test_a_vote_is_shown_again_and_kept_for_staff(citizen: Citizen) -> None:
    citizen.says("tell service:snap")
    for vote in ("down", "up", None):
        body = {"turn": 1, "vote": vote, "comment": None}
        assert citizen.sends("POST", f"{API}/feedback", body).status == 204
        assert citizen.turns()[0]["vote"] == vote
    assert citizen.sends("POST", f"{API}/feedback", {"turn": 1, "vote": "sideways"}).code == "bad_request"
    assert citizen.sends("POST", f"{API}/feedback", {"turn": True, "vote": "up"}).code == "not_found"
    assert citizen.sends("POST", f"{API}/feedback", {"turn": 1, "comment": "x" * 501}).code == "too_long"
