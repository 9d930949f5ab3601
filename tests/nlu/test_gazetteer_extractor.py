"""The extractor trained, kept, loaded and run as Rasa does it, on a small knowledge folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.engine.training.fingerprinting import calculate_fingerprint_key
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.gazetteer_extractor import GazetteerExtractor
from bot.settings import read_settings

KNOWLEDGE = """
- {id: "agency:dor", title: Department of Revenue, summary: Taxes., checked: false}
- {id: "agency:old", title: Department of Whales, summary: Gone., checked: false, status: retired}
- {id: "county:rankin", title: Rankin County, summary: A county., checked: false, details: {seat: Brandon}}
"""
CONTEXT = ExecutionContext(GraphSchema({}))
RESOURCE = Resource("gazetteer")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "knowledge"
    folder.mkdir()
    (folder / "records.yml").write_text(KNOWLEDGE)
    return folder


@pytest.fixture
def storage(tmp_path: Path) -> LocalModelStorage:
    (tmp_path / "model").mkdir()
    return LocalModelStorage.create(tmp_path / "model")


@pytest.fixture
def trained(folder: Path, storage: LocalModelStorage) -> GazetteerExtractor:
    config = {"knowledge": str(folder)}
    resource = GazetteerExtractor.create(config, storage, RESOURCE, CONTEXT).train(TrainingData())
    # The model must carry its names: nothing is read from the folder when it is loaded.
    (folder / "records.yml").unlink()
    return GazetteerExtractor.load(config, storage, resource, CONTEXT)


def entities(extractor: GazetteerExtractor, data: dict[str, Any]) -> Any:
    return extractor.process([Message(data)])[0].get(ENTITIES)


def test_a_loaded_extractor_adds_entities(trained: GazetteerExtractor) -> None:
    named = {"extractor": "GazetteerExtractor"}
    assert entities(trained, {TEXT: "dept of revenue in rankin county"}) == [
        {"entity": "agency", "value": "dor", "start": 0, "end": 15, **named},
        {"entity": "county", "value": "rankin", "start": 19, "end": 32, **named},
    ]


def test_entities_of_others_stay(trained: GazetteerExtractor) -> None:
    other = {"entity": "date", "value": "today"}
    found = entities(trained, {TEXT: "brandon today", ENTITIES: [other]})
    assert [entity["value"] for entity in found] == ["today", "Brandon"]


def test_a_plain_message_gets_an_empty_list(trained: GazetteerExtractor) -> None:
    message = trained.process([Message({TEXT: "good morning"})])[0]
    assert message.get(ENTITIES) == []
    assert ENTITIES in message.output_properties


def test_intent_payloads_are_left_alone(trained: GazetteerExtractor) -> None:
    assert entities(trained, {TEXT: '/ask_county{"county": "rankin county"}'}) is None


def test_messages_without_text_are_left_alone(trained: GazetteerExtractor) -> None:
    assert entities(trained, {}) is None


def test_retired_records_name_nothing(trained: GazetteerExtractor) -> None:
    assert entities(trained, {TEXT: "department of whales"}) == []


def test_changed_knowledge_changes_the_fingerprint(folder: Path) -> None:
    def fingerprint() -> str:
        return str(calculate_fingerprint_key(GazetteerExtractor, {"knowledge": str(folder)}, {}))

    before = fingerprint()
    assert fingerprint() == before
    with (folder / "records.yml").open("a") as file:
        file.write('- {id: "county:lee", title: Lee County, summary: A county., checked: false}\n')
    assert fingerprint() != before


def test_unknown_settings_are_refused(storage: LocalModelStorage) -> None:
    with pytest.raises(InvalidConfigException, match="knowlege"):
        GazetteerExtractor.create({"knowlege": "data"}, storage, RESOURCE, CONTEXT)


def test_the_folder_is_that_of_the_settings() -> None:
    assert GazetteerExtractor.get_default_config() == {"knowledge": str(read_settings().knowledge)}


def test_it_is_registered_as_a_trained_extractor() -> None:
    registered = DefaultV1Recipe._from_registry("GazetteerExtractor")
    assert registered.types == {DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR}
    assert registered.is_trainable
