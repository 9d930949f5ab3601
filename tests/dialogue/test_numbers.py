"""Records named by number: goals and strategies of the plan, principles of the policy."""

from __future__ import annotations

import pytest

from bot.dialogue.numbers import find_numbered
from bot.knowledge.record import Record


@pytest.fixture(scope="module")
def there(shipped: tuple[Record, ...]) -> frozenset[str]:
    """The ids there are: a number that no record has is no harm."""
    return frozenset(record.id for record in shipped)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("what is goal 1", {"plan:goal-1"}),
        ("What is Goal Two about?", {"plan:goal-2"}),
        ("goal #3", {"plan:goal-3"}),
        ("goal no. 4", {"plan:goal-4"}),
        ("goal number 4", {"plan:goal-4"}),
        ("pillar 2", {"plan:goal-2"}),
        ("the second goal", {"plan:goal-2"}),
        ("the third strategic goal", {"plan:goal-3"}),
        ("strategy 2.3", {"plan:strategy-2.3"}),
        ("STRATEGY 1.1 please", {"plan:strategy-1.1"}),
        ("strategy 2 point 3", {"plan:strategy-2.3"}),
        ("strategy two point three", {"plan:strategy-2.3"}),
        ("strategy four dot one", {"plan:strategy-4.1"}),
        ("principle five", {"policy:ai-principle-5"}),
        ("the first AI principle", {"policy:ai-principle-1"}),
        ("compare goal 1 and goal 2", {"plan:goal-1", "plan:goal-2"}),
        ("strategies of goal 3 and principle 2", {"plan:goal-3", "policy:ai-principle-2"}),
    ],
)
def test_numbers_name_records(text: str, ids: set[str], there: frozenset[str]) -> None:
    assert find_numbered(text) & there == ids


@pytest.mark.parametrize(
    "text",
    [
        "",
        "what are the goals",
        "goal",
        "my goal is to renew my tag",
        "2 goals",
        "goal 99",
        "strategy 9.9",
        "form 1 of the plan",
        "the first time I wrote down my own goal",
        "one goal",
        "highway 2",
        "goalie 1",
    ],
)
def test_other_numbers_name_none(text: str, there: frozenset[str]) -> None:
    assert find_numbered(text) & there == set()
