"""What a knowledge entry must look like: plain data in, a Record or a list of faults out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date as Day
from typing import Any, Literal

from pydantic import (
    BaseModel,
    Extra,
    Field,
    StrictBool,
    StrictFloat,
    StrictInt,
    ValidationError,
    constr,
    validator,
)

from bot.knowledge.record import AUDIENCES, STATUSES, TYPES, Record, Source

Line = constr(strict=True, strip_whitespace=True, min_length=1)

FIELDS_BY_TYPE: dict[str, frozenset[str]] = {
    "service": frozenset("url fee requirements how phone email hours address when".split()),
    "agency": frozenset("acronyms url phone fax email address city hours".split()),
    "office": frozenset("kind address city phone email hours services note".split()),
    "event": frozenset("date ends rrule quarters observed time place link".split()),
    "news": frozenset("published event_date link quote place time items".split()),
    "plan": frozenset("number goal actions amounts footnotes quote layers items quarters".split()),
    "policy": frozenset("number items approved order email quote link".split()),
    "fact": frozenset("value note office holder as_of".split()),
    "county": frozenset("seat seats region url".split()),
    "topic": frozenset(),
    "faq": frozenset("link items quote phone url".split()),
    "contact": frozenset("role name phone fax email address url".split()),
    "outside": frozenset({"only"}),
}
"""Which typed details each type of record may carry, beside those of EVERY_TYPE."""
EVERY_TYPE = frozenset({"spoken"})


@dataclass(frozen=True)
class Fault:
    """One thing wrong with an entry: which field, and what was expected."""

    field: str
    expected: str


class DetailsModel(BaseModel):
    """Every typed detail there is; FIELDS_BY_TYPE says which belong to a type."""

    url: Line | None  # type: ignore[valid-type]
    fee: Line | None  # type: ignore[valid-type]
    requirements: list[Line] | None  # type: ignore[valid-type]
    how: list[Literal["online", "mail", "in person", "phone"]] | None
    phone: Line | None  # type: ignore[valid-type]
    fax: Line | None  # type: ignore[valid-type]
    email: Line | None  # type: ignore[valid-type]
    hours: Line | None  # type: ignore[valid-type]
    when: Line | None  # type: ignore[valid-type]
    address: Line | None  # type: ignore[valid-type]
    city: Line | None  # type: ignore[valid-type]
    acronyms: list[Line] | None  # type: ignore[valid-type]
    kind: Line | None  # type: ignore[valid-type]
    services: list[Line] | None  # type: ignore[valid-type]
    note: Line | None  # type: ignore[valid-type]
    date: Day | None
    ends: Day | None
    rrule: Line | None  # type: ignore[valid-type]
    quarters: list[Literal[1, 2, 3, 4]] | None
    observed: Line | None  # type: ignore[valid-type]
    time: Line | None  # type: ignore[valid-type]
    place: Line | None  # type: ignore[valid-type]
    link: Line | None  # type: ignore[valid-type]
    published: Day | None
    event_date: Day | None
    quote: str | dict[str, str] | list[Any] | None
    number: StrictInt | StrictFloat | str | None
    goal: StrictInt | str | None
    actions: list[Line] | None  # type: ignore[valid-type]
    amounts: dict[str | int, str] | None
    footnotes: list[Line] | None  # type: ignore[valid-type]
    layers: dict[str, str] | list[Any] | None
    items: list[Any] | None
    approved: Day | None
    order: str | int | None
    value: str | int | float | list[Any] | None
    office: Line | None  # type: ignore[valid-type]
    holder: Line | None  # type: ignore[valid-type]
    as_of: Day | None
    seat: Line | None  # type: ignore[valid-type]
    seats: list[Line] | None  # type: ignore[valid-type]
    region: Line | None  # type: ignore[valid-type]
    role: Line | None  # type: ignore[valid-type]
    name: Line | None  # type: ignore[valid-type]
    only: Literal["elsewhere"] | None
    spoken: Line | None  # type: ignore[valid-type]

    class Config:
        extra = Extra.forbid


def _no_details() -> DetailsModel:
    return DetailsModel.parse_obj({})


class SourceModel(BaseModel):
    """Where the facts were read."""

    title: Line  # type: ignore[valid-type]
    url: Line | None  # type: ignore[valid-type]
    kind: Literal["official", "other"] | None

    class Config:
        extra = Extra.forbid


class RecordModel(BaseModel):
    """One entry of a knowledge file."""

    id: constr(strict=True, regex=rf"^({'|'.join(TYPES)}):[a-z0-9][a-z0-9.-]*\Z")  # type: ignore[valid-type]  # noqa: F722
    title: Line  # type: ignore[valid-type]
    summary: Line  # type: ignore[valid-type]
    details: DetailsModel = Field(default_factory=_no_details)
    topics: list[Line] = []  # type: ignore[valid-type]
    audience: list[Literal[AUDIENCES]] = []  # type: ignore[valid-type]
    keywords: list[Line] = []  # type: ignore[valid-type]
    agency: Line | None  # type: ignore[valid-type]
    county: Line | None  # type: ignore[valid-type]
    source: SourceModel | None
    checked: StrictBool = True
    verified_on: Day | None
    review_by: Day | None
    status: Literal[STATUSES] = "published"  # type: ignore[valid-type]

    class Config:
        extra = Extra.forbid

    @validator("details", pre=True)
    def _details_belong_to_type(cls, value: Any, values: dict[str, Any]) -> Any:
        kind = str(values.get("id", "")).partition(":")[0]
        if isinstance(value, dict) and kind in FIELDS_BY_TYPE:
            known = FIELDS_BY_TYPE[kind] | EVERY_TYPE
            strange = sorted(str(key) for key in set(value) - known)
            if strange:
                allowed = ", ".join(sorted(known))
                raise ValueError(f"{strange[0]!r} is not a detail of {kind}; expected {allowed}")
        return value


def parse_record(data: Mapping[str, Any], asks: tuple[str, ...] = ()) -> Record | list[Fault]:
    """Return the record that `data` describes, or every fault found in it."""
    strange = [
        Fault(str(key), "expected a text as the name of a field") for key in data if not isinstance(key, str)
    ]
    try:
        model = RecordModel(**{key: value for key, value in data.items() if isinstance(key, str)})
    except ValidationError as error:
        return strange + [Fault(".".join(map(str, e["loc"])), e["msg"]) for e in error.errors()]
    if strange:
        return strange
    return Record(
        id=model.id,
        title=model.title,
        summary=model.summary,
        details=model.details.dict(exclude_none=True),
        topics=tuple(model.topics),
        audience=tuple(model.audience),
        keywords=tuple(model.keywords),
        agency=model.agency,
        county=model.county,
        source=Source(**model.source.dict()) if model.source else None,
        checked=model.checked,
        verified_on=model.verified_on,
        review_by=model.review_by,
        status=model.status,
        asks=asks,
    )
