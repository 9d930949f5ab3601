"""`python -m bot.authoring.checks.rasa FOLDER`: Rasa's own checks of a checkout, as findings in plain words.

A process of its own, because Rasa takes seconds and half a gigabyte to load. Prints a JSON list of findings.
"""

from __future__ import annotations

import json
import logging
import re
import sys
import tempfile
import warnings
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

from bot.authoring.checks.finding import DOUBTFUL, WRONG, Finding
from bot.operations.environment import be_plain

_PLAIN: tuple[tuple[re.Pattern[str], str, str], ...] = tuple(
    (re.compile(pattern), level, told)
    for pattern, level, told in (
        (
            r"intent '(?P<s>[^']+)' is listed in the domain file, but is not found in the NLU",
            DOUBTFUL,
            "{s} has no phrases, so nobody is taken for it.",
        ),
        (
            r"labeled with intent '(?P<s>[^']+)'\. This intent is not listed",
            WRONG,
            "There are phrases of {s}, which is no intent of the domain.",
        ),
        (
            r"example '(?P<t>.*)' was found labeled with multiple .* labeled with: (?P<s>.*)\.",
            WRONG,
            "“{t}” is a phrase of {s} at once.",
        ),
        (
            r"intent '(?P<s>[^']+)' is used in your stories, but",
            WRONG,
            "A story has {s}, which is no intent of the domain.",
        ),
        (
            r"intent '(?P<s>[^']+)' is not used in any story or rule",
            DOUBTFUL,
            "No story or rule says what to do about {s}.",
        ),
        (
            r"action '(?P<s>[^']+)' is used in the (?:stories|'(?P<t>.*)' block), but",
            WRONG,
            "A story leads to {s}, which is neither an action nor a response.",
        ),
        (
            r"action '(?P<a>[^']+)' in (?P<k>story|rule) '(?P<s>.*)' is contradicting with rule\(s\) "
            r"'(?P<r>.*?)'(?: which predicted action '(?P<p>.*)')?\.",
            WRONG,
            "The {k} “{s}” goes on with {a}, but “{r}” says otherwise{p}.",
        ),
    )
)
_CONFLICT = re.compile(
    r"Story structure conflict (?:after (?P<kind>\w+) '(?P<after>[^']+)'|at the beginning)"
)
_BRANCH = re.compile(r"^\s*(?P<action>\S+) predicted in (?P<stories>.+)$", re.MULTILINE)
_NO_FAULT = re.compile(
    r"utterance '[^']+' is not used in any story|deprecated|has been removed"
    r"|Found intent .* not part of the domain"
)
"""Most of our responses are said by the action server, which Rasa does not know."""


def explain(message: str) -> Finding | None:
    """Return one of Rasa's messages in plain words; None for what is no fault here."""
    flat = " ".join(message.split())
    if _NO_FAULT.search(flat):
        return None
    conflict = _CONFLICT.search(flat)
    if conflict:
        place = f"after {conflict['after']}" if conflict["after"] else "at the beginning"
        branches = [f"{b['action']} ({b['stories'].strip()})" for b in _BRANCH.finditer(message)]
        return Finding(WRONG, f"Stories do different things {place}: {' or '.join(branches)}.")
    for pattern, level, told in _PLAIN:
        found = pattern.search(flat)
        if found:
            parts = {name: value or "" for name, value in found.groupdict().items()}
            if parts.get("p"):
                parts["p"] = f" (it does {parts['p']})"
            return Finding(level, told.format(**parts), parts["s"])
    return Finding(DOUBTFUL, flat)


def check(folder: Path) -> list[Finding]:
    """Return what Rasa finds in a checkout; loads Rasa into this process."""
    from rasa.shared.exceptions import RasaException, YamlException
    from rasa.shared.importers.rasa import RasaFileImporter
    from rasa.validator import Validator

    config, domain = folder / "config.yml", folder / "domain.yml"
    data = [str(folder / "data" / name) for name in ("nlu", "stories")]
    told: list[str] = []
    keep = _Keep(told)
    logging.getLogger("rasa.validator").addHandler(keep)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            validator = Validator.from_importer(RasaFileImporter(str(config), str(domain), data))
            validator.verify_nlu()
            validator.verify_actions_in_stories_rules()
            validator.verify_story_structure()
            told += _contradictions(validator)
        except (RasaException, YamlException) as error:
            return [Finding(WRONG, " ".join(str(error).replace(f"{folder}/", "").split()))]
    told += [str(each.message) for each in caught if issubclass(each.category, UserWarning)]
    found = [explain(message.replace(f"{folder}/", "")) for message in told]
    return list(dict.fromkeys(finding for finding in found if finding))


def _contradictions(validator: Any) -> list[str]:
    """What the rules' policy says against stories: `rasa data validate` does not ask it, a training does."""
    from rasa.core.policies.rule_policy import InvalidRule, RulePolicy
    from rasa.engine.graph import ExecutionContext, GraphSchema
    from rasa.engine.storage.local_model_storage import LocalModelStorage
    from rasa.engine.storage.resource import Resource
    from rasa.shared.core.generator import TrainingDataGenerator

    graph, domain = validator.story_graph, validator.domain
    trackers = TrainingDataGenerator(graph, domain=domain, augmentation_factor=0).generate()
    context = ExecutionContext(GraphSchema({}))
    with tempfile.TemporaryDirectory() as folder:
        storage = LocalModelStorage(Path(folder))
        policy = RulePolicy(RulePolicy.get_default_config(), storage, Resource("rules"), context)
        try:
            policy.train(trackers, domain)
        except InvalidRule as error:
            lines = [line for line in str(error).splitlines() if line.startswith("- ")]
            return lines or [str(error)]
    return []


class _Keep(logging.Handler):
    """Keeps what is logged as a warning: that is how story conflicts are told."""

    def __init__(self, told: list[str]) -> None:
        super().__init__(logging.WARNING)
        self._told = told

    def emit(self, record: logging.LogRecord) -> None:
        """See parent class."""
        self._told.append(record.getMessage())


def main(folder: str) -> None:
    """Print what is found, and nothing else."""
    be_plain()
    logging.disable(logging.INFO)
    with redirect_stdout(sys.stderr):  # Rasa tells of each state it looks at
        findings = check(Path(folder))
    print(json.dumps([vars(finding) for finding in findings]))  # noqa: T201 # its one output


if __name__ == "__main__":
    main(sys.argv[1])
