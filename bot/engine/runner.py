"""Runs a loaded graph node by node; Rasa's own runner has dask plan the same few nodes for each message."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from rasa.engine.graph import GraphNode, GraphSchema
from rasa.engine.runner.dask import DaskGraphRunner


@dataclass(frozen=True)
class _Step:
    name: str
    run: Callable[..., Any]
    needs: Mapping[str, str]
    """By parameter, the node or input that gives it."""


class DirectRunner:
    """Runs the nodes that a `DaskGraphRunner` loaded, in an order worked out once.

    Only for prediction graphs, whose nodes are loaded already and have no hooks.
    """

    def __init__(self, loaded: DaskGraphRunner) -> None:
        self._schema: GraphSchema = loaded._graph_schema
        self.nodes: dict[str, GraphNode] = loaded._instantiated_nodes
        self._plans: dict[tuple[str, ...], list[_Step]] = {}

    def run(
        self, inputs: Mapping[str, Any] | None = None, targets: Sequence[str] | None = None
    ) -> dict[str, Any]:
        """Return the output of each target, given the graph's inputs by name."""
        wanted = tuple(targets or self._schema.target_names)
        if wanted not in self._plans:
            self._plans[wanted] = self._plan(wanted)
        values = dict(inputs or {})
        for step in self._plans[wanted]:
            values[step.name] = step.run(**{name: values[source] for name, source in step.needs.items()})
        return {name: values[name] for name in wanted}

    def _plan(self, targets: Sequence[str]) -> list[_Step]:
        """The nodes that the targets need, each after those whose output it takes."""
        steps: dict[str, _Step] = {}

        def visit(name: str) -> None:
            if name in steps or name not in self._schema.nodes:
                return
            needs = self._schema.nodes[name].needs
            for source in needs.values():
                visit(source)
            node = self.nodes[name]
            steps[name] = _Step(name, partial(node._fn, node._component), needs)

        for target in targets:
            visit(target)
        return list(steps.values())
