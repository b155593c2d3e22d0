"""YAML as a tree of texts with their lines. Nothing is constructed: no dates, no objects, no aliases, no deep trees."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

import yaml

from shared.engines.problem_packages.findings import Findings

MAX_BYTES = 64 * 1024
MAX_DEPTH = 20


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value as it is written; `null` tells an empty one from an empty text."""

    text: str
    line: int
    null: bool = False


@dataclass(frozen=True, slots=True)
class Items:
    """A sequence."""

    items: Sequence["Node"]
    line: int


@dataclass(frozen=True, slots=True)
class Table:
    """A mapping whose keys are texts."""

    entries: Mapping[str, "Node"]
    line: int


Node = Scalar | Items | Table


class _Composer(yaml.SafeLoader):
    """Compose nodes, but no aliases, which can make a small text a huge tree."""

    depth = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        event = cast(yaml.Event, self.peek_event())
        if isinstance(event, yaml.AliasEvent):
            raise yaml.MarkedYAMLError(problem="aliases are not taken", problem_mark=event.start_mark)
        if self.depth == MAX_DEPTH:
            raise yaml.MarkedYAMLError(problem=f"more than {MAX_DEPTH} levels", problem_mark=event.start_mark)
        self.depth += 1
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node


def read_table(data: bytes, path: str, findings: Findings) -> Table:
    """Return the mapping a YAML file holds, an empty one when it is unreadable, which is among the findings then."""
    if len(data) > MAX_BYTES:
        findings.error(path, f"YAML files take at most {MAX_BYTES} bytes")
        return Table({}, 1)
    try:
        composed = _Composer(data.decode()).get_single_node()
    except UnicodeDecodeError:
        findings.error(path, "the file is not UTF-8")
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        findings.error(path, f"no valid YAML: {error.problem or error.context}", mark and mark.line + 1)
    except yaml.YAMLError as error:
        findings.error(path, f"no valid YAML: {error}")
    else:
        if composed is None:
            return Table({}, 1)
        node = _node(composed, path, findings)
        if isinstance(node, Table):
            return node
        findings.error(path, "the file must hold a mapping", node.line)
    return Table({}, 1)


def _node(composed: yaml.Node, path: str, findings: Findings) -> Node:
    line = composed.start_mark.line + 1
    if isinstance(composed, yaml.SequenceNode):
        return Items([_node(item, path, findings) for item in composed.value], line)
    if isinstance(composed, yaml.MappingNode):
        entries: dict[str, Node] = {}
        for key, value in composed.value:
            if not isinstance(key, yaml.ScalarNode):
                findings.error(path, "keys are texts", key.start_mark.line + 1)
            elif key.value in entries:
                findings.error(path, f"the key {key.value!r} is there twice", key.start_mark.line + 1)
            else:
                entries[key.value] = _node(value, path, findings)
        return Table(entries, line)
    return Scalar(str(composed.value), line, null=composed.tag == "tag:yaml.org,2002:null")
