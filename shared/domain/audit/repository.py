"""Where audit entries are stored."""

from typing import ClassVar

from shared.data.query import QueryShape
from shared.data.repository import Repository
from shared.domain.audit.model import AuditEntry
from shared.observability.audit import COLLECTION, SCHEMA_VERSION

AUDIT_LIST = QueryShape(COLLECTION, equals=("actor", "action", "outcome"), sorts=(("-at",), ("at",)), ranges=("at",))


class AuditEntryRepository(Repository[AuditEntry]):
    """Entries by id, written by the unit of work of what they tell of."""

    collection: ClassVar[str] = COLLECTION
    noun: ClassVar[str] = "audit_entry"
    model = AuditEntry
    schema_version: ClassVar[int] = SCHEMA_VERSION
