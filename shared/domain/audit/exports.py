"""The audit log as a file: JSON Lines with a proof for each entry, or CSV for a spreadsheet.

The JSON Lines begin with a header that holds the signed checkpoint; then comes every entry of the tree, in order, each
line in canonical JSON. `verification` reads them without asking anybody.
"""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

import rfc8785

from shared.data.repository import Entity, Repository
from shared.domain.audit.model import AuditEntry
from shared.observability.audit import record, timestamp, who_part
from shared.ports.files import FileRef

KIND = "audit_export"
HEADER_TYPE = "ella audit log"
VERSION = 1
COLUMNS = ("index", "at", "action", "outcome", "count", "actor", "role", "address", "userAgent", "target", "requestId")


class ExportFormat(StrEnum):
    """JSON Lines can be verified; CSV can be filtered."""

    JSON_LINES = "json_lines"
    CSV = "csv"

    @property
    def content_type(self) -> str:
        """The file's media type."""
        return "application/jsonl" if self is ExportFormat.JSON_LINES else "text/csv"

    @property
    def file_name(self) -> str:
        """The name it is downloaded under."""
        return "audit-log.jsonl" if self is ExportFormat.JSON_LINES else "audit-log.csv"


class AuditExport(Entity):
    """An export that was asked for; the id is its operation's. `file` is there once it is written."""

    format: ExportFormat
    actor: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    created_by: str
    created_at: datetime
    file: FileRef | None = None
    downloaded_at: datetime | None = None

    @property
    def path(self) -> str:
        """Where it is written among the tenant's files."""
        return f"audit-exports/{self.id}"


class AuditExportRepository(Repository[AuditExport]):
    """Exports by the id of their operation."""

    collection: ClassVar[str] = "auditExports"
    noun: ClassVar[str] = "audit_export"
    model = AuditExport


def header_line(note: str, verifier_key: str) -> bytes:
    """Return the first line: the signed checkpoint and the key that checks it."""
    header = {"type": HEADER_TYPE, "version": VERSION, "checkpoint": note, "verifierKey": verifier_key}
    return rfc8785.dumps(header) + b"\n"


def entry_line(data: dict[str, Any], proof: Sequence[bytes]) -> bytes:
    """Return an entry's line: the record that the tree commits to, the personal parts with their salts, the proof.

    A part that was erased is null; `erasedBy` names the erasure, whose own entry is in the log.
    """
    salts = data["salts"]
    line = {
        "index": data["index"],
        "record": record(data),
        "who": {"salt": salts["who"], "value": who_part(data)} if salts.get("who") else None,
        "changes": {"salt": salts["changes"], "value": data["changes"]} if salts.get("changes") else None,
        "erasedBy": data.get("erasedBy"),
        "proof": [each.hex() for each in proof],
    }
    return rfc8785.dumps(line) + b"\n"


def csv_row(entry: AuditEntry) -> list[Any]:
    """Return an entry's cells, as `COLUMNS` names them."""
    target = " ".join(f"{name}={value}" for name, value in sorted(entry.target.items()))
    return [
        entry.index,
        timestamp(entry.at),
        entry.action,
        entry.outcome.value,
        entry.count,
        entry.actor,
        entry.role,
        entry.address,
        entry.user_agent,
        target,
        entry.request_id,
    ]
