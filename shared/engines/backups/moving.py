"""What a document becomes when its tenant gets another id, and what stays comparable about it."""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any, cast

from shared.engines.backups.lines import line_of
from shared.model import FrozenModel

VERBATIM = frozenset({"auditCheckpoints", "auditEntries", "auditTiles", "auditTree", "erasures"})
"""What is hashed or signed as it is: the log's entries name the tenant they were written in, and go on doing so."""

_RECEIPT = "commitId"
_ANY_TENANT = "{tenant}"
_MODULUS = 2**256


class Tally(FrozenModel):
    """How many documents there are, and a digest over all of them, whatever their order."""

    documents: int = 0
    digest: str = "0" * 64

    def plus(self, lines: Iterable[bytes]) -> "Tally":
        """Return the tally with more documents in it, each as its comparable line."""
        count, total = self.documents, int(self.digest, 16)
        for line in lines:
            count += 1
            total += int.from_bytes(hashlib.sha256(line).digest(), "big")
        return Tally(documents=count, digest=f"{total % _MODULUS:064x}")


def moved(path: str, data: Mapping[str, Any], before: str, after: str) -> tuple[str, dict[str, Any]]:
    """Return a document's path and data with one tenant's id in the place of another's, wherever it stands."""
    if path.partition("/")[0] in VERBATIM:
        return path, dict(data)
    return path.replace(before, after), cast("dict[str, Any]", _replaced(dict(data), before, after))


def comparable(path: str, data: Mapping[str, Any], tenant_id: str, sealed: Iterable[str]) -> bytes:
    """Return what two copies of a document in different tenants have in common.

    `sealed` names the fields whose text differs because it is encrypted for its place.
    """
    left_out = {_RECEIPT, *sealed}
    kept = {name: value for name, value in data.items() if name not in left_out}
    return line_of(*moved(path, kept, tenant_id, _ANY_TENANT))


def _replaced(value: Any, before: str, after: str) -> Any:
    if isinstance(value, str):
        return value.replace(before, after)
    if isinstance(value, dict):
        fields = cast("dict[str, Any]", value)
        return {name.replace(before, after): _replaced(item, before, after) for name, item in fields.items()}
    if isinstance(value, list):
        return [_replaced(item, before, after) for item in cast("list[Any]", value)]
    return value
