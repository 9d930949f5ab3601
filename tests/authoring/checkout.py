"""A checkout like this project's, as small as it can be: its own git repository with a commit in it."""

from __future__ import annotations

import subprocess
from pathlib import Path

DOMAIN = """\
# Everything a citizen reads.
version: "3.1"
intents:
# questions
- ask_about
- ask_cost
# conversation
- greet
- thank

entities:
- county
- city

slots:
  memory: {type: any, mappings: [{type: custom}]}

actions:
- action_answer_question

responses:
  # --- talk ---
  utter_greet:
  - text: "Hello, “friend”!"   # warm
    buttons: &way
    - title: See all topics
      payload: /browse_topic
  utter_cost:
  - text: 'The cost of {title}: {fee}.'
  utter_welcome:
  - text: You're welcome
    custom: {outcome: smalltalk}
    buttons: *way
"""
NLU = """\
# cost: what a service costs
version: "3.1"
nlu:
- intent: ask_cost
  examples: |
    - how much is it
    - what's the fee in [Hinds](county)

    - cost?
# and now what it is
- intent: ask_about
  examples: |
    - tell me about fishing
"""
TALK = """\
version: "3.1"
nlu:
- intent: greet
  examples: |
      - hello
      - hi there
- intent: thank
  examples: |
    - thanks
"""
STORIES = """\
# Talk.
version: "3.1"
rules:
- rule: greet
  steps:
  - intent: greet
  - action: utter_greet
# how polite
- rule: thank
  steps:
  - intent: thank
  - action: utter_welcome
- rule: cost
  steps:
  - intent: ask_cost
  - action: action_answer_question
"""
ASKS = """\
service:dl-renew:
- renew my license   # short
- "how do I renew: my license?"
service:dl-lost:
- lost my license
"""
EVAL = """\
# Held out.
slice: plain
questions:
- text: "How much?"
  records: [service:dl-renew]
  aspect: cost

- text: "Who made you?"
  outcome: smalltalk
"""
FILES = {
    "domain.yml": DOMAIN,
    "data/nlu/questions/cost.yml": NLU,
    "data/nlu/talk.yml": TALK,
    "data/stories/talk.yml": STORIES,
    "data/knowledge/asks/driving.yml": ASKS,
    "data/eval/plain.yml": EVAL,
    "config.yml": "recipe: default.v1\n",
}


def git(root: Path, *command: str) -> str:
    """Run git as a person at the files would."""
    person = ["-c", "user.name=Ana", "-c", "user.email=ana@example.invalid"]
    done = subprocess.run(["git", *person, *command], cwd=root, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def fill(root: Path) -> None:
    """Write the files."""
    for path, text in FILES.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(text.encode())


def make_checkout(root: Path) -> Path:
    """Write the files, and commit them."""
    fill(root)
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "Begin")
    return root
