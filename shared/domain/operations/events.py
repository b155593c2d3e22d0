"""What callers do to operations; who works on the kind named acts on it, everybody else ignores it."""

from typing import ClassVar

from shared.events.event import Event


class OperationCancelled(Event):
    """Nobody wants an operation's result any more, or waits for another try; who works on it cleans up."""

    type: ClassVar[str] = "operations.operation.cancelled.v1"
    operation_id: str
    operation_kind: str
    subject_id: str


class OperationRetried(Event):
    """An operation that failed is to be done again; `tries` counts its beginnings, this one included."""

    type: ClassVar[str] = "operations.operation.retried.v1"
    publish_directly: ClassVar[bool] = True
    operation_id: str
    operation_kind: str
    subject_id: str
    tries: int


class MigrationPageDue(Event):
    """The next documents of an older schema version are to be rewritten, those behind `after_id` of one collection.

    `collection` empty begins; `rewritten` and `refused` count the documents so far, `total` those there were.
    """

    type: ClassVar[str] = "operations.migration.page_due.v1"
    publish_directly: ClassVar[bool] = True
    operation_id: str
    tries: int
    collection: str = ""
    after_version: int = 0
    after_id: str = ""
    rewritten: int = 0
    refused: int = 0
    total: int = 0


class ReindexPageDue(Event):
    """The next things of one kind are to be indexed anew, those behind `cursor`; `indexed` counts those so far."""

    type: ClassVar[str] = "operations.reindex.page_due.v1"
    publish_directly: ClassVar[bool] = True
    operation_id: str
    tries: int
    kind: str = ""
    cursor: str | None = None
    indexed: int = 0
