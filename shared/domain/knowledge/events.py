"""What happens to knowledge bases."""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from shared.events.event import Event


class FileFormat(StrEnum):
    """What a file describes knowledge in."""

    OPENAPI = "openapi"
    DDL = "ddl"
    MARKDOWN = "markdown"


class KnowledgeFileReceived(Event):
    """A file is to become items of a draft; `name` is the dialect of DDL, and what a Markdown document is called."""

    type: ClassVar[str] = "knowledge.file.received.v1"
    app_id: str
    upload_id: str
    operation_id: str
    format: FileFormat
    name: str = ""


class KnowledgeFileImported(Event):
    """A file was read: how many items of it the draft has now, and how many could not be taken."""

    type: ClassVar[str] = "knowledge.file.imported.v1"
    app_id: str
    operation_id: str
    staged: int
    refused: int


class KnowledgeApproved(Event):
    """A submitted draft is to become the next version."""

    type: ClassVar[str] = "knowledge.draft.approved.v1"
    publish_directly: ClassVar[bool] = True
    app_id: str
    operation_id: str


class KnowledgeIndexRequested(Event):
    """A version is to be made searchable."""

    type: ClassVar[str] = "knowledge.index.requested.v1"
    app_id: str
    operation_id: str
    version: int


class KnowledgeIndexWatchDue(Event):
    """Time to see whether the making of an index has moved on since `progressed_at`."""

    type: ClassVar[str] = "knowledge.index.watch_due.v1"
    app_id: str
    operation_id: str
    progressed_at: datetime | None = None


class KnowledgeIndexed(Event):
    """A version can be searched; so many of its passages were embedded for that."""

    type: ClassVar[str] = "knowledge.index.built.v1"
    app_id: str
    version: int
    chunks: int
    embedded: int


class RagEvaluationRequested(Event):
    """Questions are to be put to an index."""

    type: ClassVar[str] = "knowledge.evaluation.requested.v1"
    app_id: str
    evaluation_id: str
    operation_id: str


class KnowledgePublished(Event):
    """A version of a knowledge base is active."""

    type: ClassVar[str] = "knowledge.version.published.v1"
    app_id: str
    version: int


class KnowledgeDraftLeft(Event):
    """A draft was published or discarded: nobody reads its items any more."""

    type: ClassVar[str] = "knowledge.draft.left.v1"
    app_id: str
    draft: int
