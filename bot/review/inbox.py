"""The inbox: clusters of questions, the most frequent first, counted by an index."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from sqlalchemy import case, func, select
from sqlalchemy.engine import Connection, Engine, Row

from bot.journal.tables import ENTRY
from bot.review.filters import Filter
from bot.review.tables import TURN

PAGE = 25


@dataclass(frozen=True)
class Cluster:
    """Questions of one meaning, as far as they fit the filter."""

    number: int
    question: str
    """The most frequent of them, in its newest spelling."""
    turns: int
    wordings: int
    seen: float
    """When the last one came, in seconds since 1970."""
    outcomes: Mapping[str, int] = field(default_factory=dict)
    channels: Mapping[str, int] = field(default_factory=dict)
    down: int = 0
    """How often it was voted down."""
    corrected: int = 0


@dataclass(frozen=True)
class Page:
    """Some clusters, and whether more follow."""

    clusters: tuple[Cluster, ...]
    has_more: bool


def list_clusters(engine: Engine, wanted: Filter, page: int = 0) -> Page:
    """Return a page of the clusters that fit, counted from 0."""
    count = func.count()
    order = func.max(TURN.c.at) if wanted.order == "seen" else count
    query = (
        select(TURN.c.cluster)
        .where(*wanted.conditions())
        .group_by(TURN.c.cluster)
        .order_by(order.desc(), TURN.c.cluster)
        .limit(PAGE + 1)
        .offset(page * PAGE)
    )
    with engine.connect() as connection:
        numbers = list(connection.execute(query).scalars())
        clusters = describe_clusters(connection, wanted, numbers[:PAGE])
    return Page(tuple(clusters), len(numbers) > PAGE)


def count_open(engine: Engine) -> int:
    """Return how many clusters wait for somebody."""
    with engine.connect() as connection:
        waiting = select(func.count(TURN.c.cluster.distinct())).where(*Filter().conditions())
        return int(connection.execute(waiting).scalar_one())


def describe_clusters(connection: Connection, wanted: Filter, numbers: Collection[int]) -> list[Cluster]:
    """Return these clusters, in this order, by their turns that fit; without those that have none."""
    kinds = (TURN.c.cluster, TURN.c.wording, TURN.c.outcome, TURN.c.channel)
    figures = (
        func.count().label("turns"),
        func.max(TURN.c.at).label("seen"),
        func.max(TURN.c.entry).label("entry"),
        func.sum(case((TURN.c.vote == "down", 1), else_=0)).label("down"),
        func.sum(case((TURN.c.is_corrected, 1), else_=0)).label("corrected"),
    )
    query = select(*kinds, *figures).where(TURN.c.cluster.in_(numbers), *wanted.conditions()).group_by(*kinds)
    tallies: dict[int, _Tally] = {}
    for row in connection.execute(query):
        tallies.setdefault(row.cluster, _Tally()).add(row)
    heads = {number: tallies[number].head for number in numbers if number in tallies}
    words = _read_questions(connection, heads.values())
    return [tallies[number].cluster(number, words.get(head, "")) for number, head in heads.items()]


class _Tally:
    """What is counted of one cluster."""

    def __init__(self) -> None:
        self._turns: Counter[int] = Counter()
        self._newest: dict[int, int] = {}
        self._outcomes: Counter[str] = Counter()
        self._channels: Counter[str] = Counter()
        self._seen = 0.0
        self._down = self._corrected = 0

    def add(self, tally: Row) -> None:
        """Count the turns of one wording, outcome, and channel."""
        turns, wording = tally.turns, tally.wording
        self._turns[wording] += turns
        self._newest[wording] = max(self._newest.get(wording, 0), tally.entry)
        self._outcomes[tally.outcome] += turns
        self._channels[tally.channel] += turns
        self._seen = max(self._seen, tally.seen)
        self._down += tally.down
        self._corrected += tally.corrected

    @property
    def head(self) -> int:
        """The newest entry of the most frequent wording."""
        return self._newest[max(self._turns, key=lambda wording: (self._turns[wording], -wording))]

    def cluster(self, number: int, question: str) -> Cluster:
        """All of it."""
        return Cluster(
            number=number,
            question=question,
            turns=sum(self._turns.values()),
            wordings=len(self._turns),
            seen=self._seen,
            outcomes=dict(self._outcomes.most_common()),
            channels=dict(self._channels.most_common()),
            down=self._down,
            corrected=self._corrected,
        )


def _read_questions(connection: Connection, entries: Collection[int]) -> dict[int, str]:
    query = select(ENTRY.c.id, ENTRY.c.question).where(ENTRY.c.id.in_(entries))
    return {row.id: row.question for row in connection.execute(query)}
