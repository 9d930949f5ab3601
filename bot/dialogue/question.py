"""Answers a question about anything on record: services, agencies, facts, plans, people."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogue.answer import LONGEST_KEPT, answer_with, clarify, miss
from bot.dialogue.choice import list_topic, named_option
from bot.dialogue.desk import Desk
from bot.dialogue.intents import ASPECT, KIND, in_mind, is_sure, outside, query_of
from bot.dialogue.named import named_record
from bot.dialogue.places import is_in
from bot.dialogue.reply import Reply, Say
from bot.dialogue.subject import content_words, continues
from bot.dialogue.turn import Turn
from bot.dialogue.twofold import answer_both
from bot.dialogue.wording import says_nothing_of
from bot.knowledge.record import Record
from bot.knowledge.search.decision import Band, Finding
from bot.knowledge.search.query import Filters

CLEARLY_OUTSIDE = 0.5
CLEARLY_ANOTHER = 0.8
MANY_WORDS = 6  # "who do I call?" is about what was told, however well some record fits the words
OF_SERVICES = ("cost", "requirements")
"""What services have and agencies have not."""
WHO_RUNS = ("ask_agency", "ask_official")
PEOPLE = ("fact", "contact")
"""Types of records that tell who runs something, or how to reach them."""
SERVICES = Filters(types=frozenset({"service"}))


def answer_question(turn: Turn, desk: Desk) -> Reply:
    """Find the record that answers, and tell the aspect asked for."""
    aspect = _aspect(turn)
    chosen = named_option(turn, desk)
    if chosen:
        return answer_with(chosen, turn, desk, aspect=aspect or turn.memory.aspect)
    named = named_record(turn, desk)
    if named and named.type == "topic":
        return list_topic(named, turn, desk)
    if named:
        return answer_with(named, turn, desk, aspect=aspect)
    if _lacks_subject(turn):
        return _follow_up(turn, desk, aspect)
    both = answer_both(turn, desk)
    if both:
        return both
    finding = desk.find(query_of(turn))
    if finding.band is not Band.ANSWER:
        finding = _read_together(turn, desk) or finding
    return conclude(finding, turn, desk, aspect=aspect)


def _read_together(turn: Turn, desk: Desk) -> Finding | None:
    """What these words answer together with those asked before, which went without an answer too."""
    if turn.memory.asked is None:
        return None
    both = replace(query_of(turn), text=f"{turn.memory.asked} {turn.text}", reading=None, context=None)
    finding = desk.find(both)
    return finding if finding.band is Band.ANSWER else None


def _follow_up(turn: Turn, desk: Desk, aspect: str | None) -> Reply:
    """The record in mind, unless the search is quite sure of another ("and if I can't pay it all?")."""
    record = desk.record(in_mind(turn))
    if record is None:
        found = _read_together(turn, desk) or desk.find(query_of(turn))
        if found.band is Band.ANSWER:  # "someone opened a card in my name": small words, a clear need
            return conclude(found, turn, desk, aspect=aspect)
        return miss(turn, "utter_ask_subject")
    if turn.intent in WHO_RUNS and record.type not in PEOPLE:  # "who runs that?"
        return answer_with(desk.agency_of(record) or record, turn, desk, aspect=aspect)
    record = _service_meant(record, turn, desk) if aspect in OF_SERVICES else record
    is_silent = says_nothing_of(aspect, record, desk, turn.today)
    if is_silent or len(turn.text.split()) >= MANY_WORDS:
        finding = desk.find(query_of(turn))
        if finding.band is Band.ANSWER and (is_silent or finding.right >= CLEARLY_ANOTHER):
            return conclude(finding, turn, desk, aspect=aspect)
    return answer_with(record, turn, desk, aspect=aspect)


def _service_meant(record: Record, turn: Turn, desk: Desk) -> Record:
    """The service of an agency that was told before, or its only one, for what agencies do not have."""
    if record.type != "agency":
        return record
    services = {service.id: service for service in desk.of_type("service") if service.agency == record.slug}
    told = [services[identity] for identity in turn.memory.trail if identity in services]
    if told:
        return told[-1]
    return next(iter(services.values())) if len(services) == 1 else record


def answer_account_question(turn: Turn, desk: Desk) -> Reply:
    """Say that personal accounts cannot be seen, and give the service where they can."""
    if not is_sure(turn):
        return answer_question(turn, desk)
    lead = Say("utter_cannot_see_account")
    reply = conclude(desk.find(query_of(turn, filters=SERVICES)), turn, desk, aspect="about")
    if reply.outcome == "refuse":
        return reply
    return replace(reply, says=(lead, *reply.says))


def overrule(turn: Turn, desk: Desk, kind: str) -> Reply | None:
    """The plain answer, when the intent is unsure and the search finds a record of another kind."""
    if is_sure(turn):
        return None
    finding = desk.find(query_of(turn))
    if finding.band is Band.REFUSE or finding.hits[0].record.type == kind:
        return None
    return conclude(finding, turn, desk, aspect=_aspect(turn))


def conclude(finding: Finding, turn: Turn, desk: Desk, *, aspect: str | None) -> Reply:
    """Turn a search's decision into a reply."""
    if finding.band is Band.ANSWER:
        record = finding.hits[0].record
        if record.type == "topic":
            return list_topic(record, turn, desk)
        return answer_with(record, turn, desk, aspect=aspect, score=finding.right)
    if finding.band is Band.CLARIFY:
        office = _own_office(finding, turn, desk) if aspect == "where" else None
        if office:
            return answer_with(office, turn, desk, aspect=aspect, score=finding.among)
        records = [hit.record for hit in finding.options]
        return clarify(records, turn, aspect=aspect, score=finding.right)
    if finding.outside:
        reply = miss(turn, "utter_outside", finding.right, summary=finding.outside.summary)
    else:
        far = outside(turn.ranking) >= CLEARLY_OUTSIDE
        reply = miss(turn, "utter_out_of_scope" if far else "utter_not_found", finding.right)
    # The subject changed, even if to one that is not known here.
    memory = replace(reply.memory, record=None, aspect=None, asked=turn.text[:LONGEST_KEPT])
    return replace(reply, memory=memory)


def _own_office(finding: Finding, turn: Turn, desk: Desk) -> Record | None:
    """The office in the place named, when the other record that leads is what it offers.

    "Where do I get food stamps in Hinds County?" asks for both, so there is nothing to choose.
    """
    leading = [hit.record for hit in finding.hits[:2]]
    pairs = [(one, other) for one in leading for other in leading if is_in(one, turn)]
    return next((one for one, other in pairs if one in desk.offices_for(other)), None)


def _aspect(turn: Turn) -> str | None:
    aspect = ASPECT.get(turn.intent)
    carried = turn.memory.aspect
    if carried and aspect in (None, "about") and continues(turn.text):
        return carried
    return aspect


def _lacks_subject(turn: Turn) -> bool:
    """Whether nothing is named: "how much is it?", or with a record in mind also "what's his e-mail?"."""
    if content_words(turn.text) or turn.entities:
        return False
    return turn.intent in ASPECT or (in_mind(turn) is not None and turn.intent in KIND)
