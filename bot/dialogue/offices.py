"""Finds the office for a need in a place; follow-ups may change either."""

from __future__ import annotations

from bot.dialogue.answer import answer_with, list_records, miss
from bot.dialogue.desk import Desk
from bot.dialogue.intents import in_mind, query_of
from bot.dialogue.places import is_in, names_only_place, place_names
from bot.dialogue.question import answer_question, conclude
from bot.dialogue.reply import Reply, Say
from bot.dialogue.turn import Turn
from bot.dialogue.wording import place_line
from bot.knowledge.record import Record
from bot.knowledge.search.decision import Band
from bot.knowledge.search.query import Filters

OFFICES = Filters(types=frozenset({"office"}))


def find_office(turn: Turn, desk: Desk) -> Reply:
    """The office that serves a need, in the place named."""
    names = place_names(turn)
    if not names:
        return answer_question(turn, desk)
    needs = _offices_needed(turn, desk)
    here = [office for office in needs if is_in(office, turn)]
    if here:
        return _tell(here, turn, desk)
    if needs:
        near = [o for o in needs if _region(o, desk) in _regions(turn, desk)] or needs
        lines = [(office, place_line(office)) for office in near]
        return list_records(lines, turn, Say("utter_no_office_there"), kind="office")
    in_mind_still = desk.record(in_mind(turn)) if names_only_place(turn) else None
    if in_mind_still and in_mind_still.type == "service":
        return answer_with(in_mind_still, turn, desk, aspect="where")
    finding = desk.find(query_of(turn))
    if finding.band is Band.REFUSE:
        return miss(turn, "utter_no_office_known", finding.right)
    return conclude(finding, turn, desk, aspect="where")


def _offices_needed(turn: Turn, desk: Desk) -> list[Record]:
    """The offices for what is asked, or for what was asked before when only a place is named."""
    if names_only_place(turn):
        record = desk.record(in_mind(turn))
        if record is None:
            return list(desk.of_type("office"))
        if record.type == "office":
            return [o for o in desk.of_type("office") if o.details.get("kind") == record.details.get("kind")]
        return list(desk.offices_for(record)) or list(desk.offices_for(desk.agency_of(record) or record))
    finding = desk.find(query_of(turn))
    best = finding.hits[0].record
    if best.type in ("service", "agency"):
        return list(desk.offices_for(best))
    ranked = [hit.record for hit in desk.find(query_of(turn, filters=OFFICES)).hits]
    kind = ranked[0].details.get("kind") if ranked else None
    same = [o for o in desk.of_type("office") if o.details.get("kind") == kind and o not in ranked]
    return [o for o in ranked if o.details.get("kind") == kind] + same


def _tell(here: list[Record], turn: Turn, desk: Desk) -> Reply:
    if len(here) == 1:
        return answer_with(here[0], turn, desk, aspect="where", kind="office")
    lines = [(office, place_line(office)) for office in here]
    return list_records(lines, turn, Say("utter_offices_here"), kind="office")


def _region(office: Record, desk: Desk) -> str | None:
    county = desk.record(f"county:{office.county}")
    return county.details.get("region") if county else None


def _regions(turn: Turn, desk: Desk) -> set[str]:
    counties = list(desk.records(f"county:{slug}" for slug in turn.values("county")))
    seats = set(turn.values("city"))
    counties += [
        c for c in desk.of_type("county") if seats & {c.details["seat"], *c.details.get("seats", ())}
    ]
    return {c.details["region"] for c in counties if c.details.get("region")}
