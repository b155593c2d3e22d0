"""Check an exported log against its own checkpoint, offline: whatever was changed, removed, added or moved is found."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, cast

import rfc8785

from shared.domain.audit.exports import HEADER_TYPE, VERSION
from shared.engines.merkle.checkpoints import Checkpoint, opened
from shared.engines.merkle.tree import frontier_root, grown, is_included, leaf_hash
from shared.observability.audit import commitment

MAX_PROBLEMS = 100
_HEADER = {"type", "version", "checkpoint", "verifierKey"}
_ENTRY = {"index", "record", "who", "changes", "erasedBy", "proof"}


@dataclass(slots=True)
class Verification:
    """What was found; the log is whole where there are no problems."""

    checkpoint: Checkpoint | None = None
    verifier_key: str = ""
    entries: int = 0
    erased: int = 0
    problems: list[str] = field(default_factory=list[str])

    def found(self, problem: str) -> None:
        """Note a problem, within reason."""
        if len(self.problems) < MAX_PROBLEMS:
            self.problems.append(problem)


def verify(lines: Iterable[bytes], verifier_key: str | None = None) -> Verification:
    """Verify the lines of an export, each with its newline.

    Without a key the file's own is taken: that shows that the file is whole, not who made it.
    """
    found = Verification()
    rest = iter(lines)
    try:
        header = _parsed(next(rest, b""), _HEADER)
        if header["type"] != HEADER_TYPE or header["version"] != VERSION:
            raise ValueError("this is no export that this version reads")
        found.verifier_key = str(verifier_key or header["verifierKey"])
        if header["verifierKey"] != found.verifier_key:
            found.found("line 1: the file names another key than the one given")
        found.checkpoint = checkpoint = Checkpoint.parse(opened(str(header["checkpoint"]), found.verifier_key))
    except ValueError as error:
        found.found(f"line 1: {error}")
        return found
    frontier: list[bytes] = []
    erasures: dict[str, int] = {}
    seen: set[str] = set()
    for number, line in enumerate(rest, 2):
        try:
            entry = _parsed(line, _ENTRY)
            record = cast("dict[str, Any]", entry["record"])
            leaf = leaf_hash(rfc8785.dumps(record))
            if entry["index"] != found.entries:
                found.found(f"line {number}: entry {found.entries} should be here, not {entry['index']}")
            proof = [bytes.fromhex(each) for each in entry["proof"]]
            if not is_included(leaf, found.entries, checkpoint.size, proof, checkpoint.root):
                found.found(f"line {number}: the proof does not show this entry in the log")
            for problem in _problems_of_parts(entry, record):
                found.found(f"line {number}: {problem}")
            if f"ella/{record['tenantId']}" != _without_project(checkpoint.origin):
                found.found(f"line {number}: the entry is another tenant's")
            if entry["erasedBy"] is not None:
                erasures.setdefault(str(entry["erasedBy"]), number)
                found.erased += 1
            if (erasure_id := record["target"].get("erasureId")) is not None:
                seen.add(str(erasure_id))
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            found.found(f"line {number}: {error}")
            leaf = leaf_hash(line)
        frontier = grown(frontier, found.entries, [leaf])
        found.entries += 1
    if found.entries != checkpoint.size:
        found.found(f"the checkpoint covers {checkpoint.size} entries, the file holds {found.entries}")
    elif frontier_root(frontier) != checkpoint.root:
        found.found("the entries are not those that the checkpoint covers")
    for erasure_id, number in erasures.items():
        if erasure_id not in seen:
            found.found(f"line {number}: no entry of the log tells of the erasure {erasure_id}")
    return found


def _problems_of_parts(entry: dict[str, Any], record: dict[str, Any]) -> Iterator[str]:
    for name in ("who", "changes"):
        part = entry[name]
        if part is None:
            if entry["erasedBy"] is None:
                yield f"its part {name!r} is missing, and nothing tells of an erasure"
        elif set(part) != {"salt", "value"} or commitment(part["salt"], part["value"]) != record[name]:
            yield f"its part {name!r} is not what the log commits to"
    if entry["erasedBy"] is not None and entry["who"] is not None and entry["changes"] is not None:
        yield "it says that something was erased, and nothing is"


def _without_project(origin: str) -> str:
    system, _, rest = origin.partition("/")
    return f"{system}/{rest.rpartition('/')[2]}"


def _parsed(line: bytes, names: set[str]) -> dict[str, Any]:
    """Return a line's object; raise ValueError unless it is canonical and has these names."""
    if not line.endswith(b"\n"):
        raise ValueError("the line is cut off")
    value: Any = json.loads(line)
    if not isinstance(value, dict) or set(cast("dict[str, Any]", value)) != names:
        raise ValueError("the line does not have the fields of an export")
    fields = cast("dict[str, Any]", value)
    if rfc8785.dumps(fields) + b"\n" != line:
        raise ValueError("the line is not in canonical form")
    return fields
