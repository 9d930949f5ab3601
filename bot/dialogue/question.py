"""Answers a question about anything on record: services, agencies, facts, plans, people."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogue.answer import answer_with, clarify, miss
from bot.dialogue.choice import named_option
from bot.dialogue.desk import Desk
from bot.dialogue.intents import ASPECT, outside, query_of
from bot.dialogue.reply import Reply, Say
from bot.dialogue.subject import content_words, continues, points_back
from bot.dialogue.turn import Turn
from bot.knowledge.search.decision import Band, Finding
from bot.knowledge.search.query import Filters

MOST_LEANING_WORDS = 4
CLEARLY_OUTSIDE = 0.5
SERVICES = Filters(types=frozenset({"service"}))


def answer_question(turn: Turn, desk: Desk) -> Reply:
    """Find the record that answers, and tell the aspect asked for."""
    aspect = _aspect(turn)
    chosen = named_option(turn, desk)
    if chosen:
        return answer_with(chosen, turn, desk, aspect=aspect or turn.memory.aspect)
    if _lacks_subject(turn):
        record = desk.record(turn.memory.record)
        if record is None:
            return miss(turn, "utter_ask_subject")
        return answer_with(record, turn, desk, aspect=aspect)
    return conclude(find_in_context(turn, desk), turn, desk, aspect=aspect)


def answer_account_question(turn: Turn, desk: Desk) -> Reply:
    """Say that personal accounts cannot be seen, and give the service where they can."""
    finding = desk.find(query_of(turn, filters=SERVICES))
    lead = (Say("utter_cannot_see_account"),)
    if finding.band is Band.REFUSE:
        return miss(turn, "utter_cannot_see_account", finding.right)
    record = finding.hits[0].record
    return answer_with(record, turn, desk, aspect="about", score=finding.right, lead=lead)


def conclude(finding: Finding, turn: Turn, desk: Desk, *, aspect: str | None) -> Reply:
    """Turn a search's decision into a reply."""
    if finding.band is Band.ANSWER:
        record = finding.hits[0].record
        return answer_with(record, turn, desk, aspect=aspect, score=finding.right)
    if finding.band is Band.CLARIFY:
        records = [hit.record for hit in finding.options]
        return clarify(records, turn, aspect=aspect, score=finding.right)
    far = outside(turn.ranking) >= CLEARLY_OUTSIDE
    return miss(turn, "utter_out_of_scope" if far else "utter_not_found", finding.right)


def find_in_context(turn: Turn, desk: Desk) -> Finding:
    """Search by the words alone, and when they lean on what was said before, with its title too."""
    plain = desk.find(query_of(turn))
    record = desk.record(turn.memory.record)
    if record is None or not _leans(turn):
        return plain
    in_context = desk.find(query_of(turn, text=f"{record.title}: {turn.text}"))
    stays = in_context.hits and in_context.hits[0].record.id == record.id
    if stays and points_back(turn.text):
        return replace(in_context, band=Band.ANSWER)
    return in_context if in_context.right > plain.right else plain


def _aspect(turn: Turn) -> str | None:
    aspect = ASPECT.get(turn.intent)
    carried = turn.memory.aspect
    if carried and aspect in (None, "about") and continues(turn.text):
        return carried
    return aspect


def _lacks_subject(turn: Turn) -> bool:
    return turn.intent in ASPECT and not content_words(turn.text) and not turn.entities


def _leans(turn: Turn) -> bool:
    words = content_words(turn.text)
    return len(words) <= MOST_LEANING_WORDS and (continues(turn.text) or points_back(turn.text))
