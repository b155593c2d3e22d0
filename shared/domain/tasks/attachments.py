"""Files attached to tasks. They are reached through their task alone, and go for good some time after it."""

from datetime import datetime, timedelta
from typing import ClassVar

from pydantic import Field

from shared.data.query import QueryShape
from shared.data.repository import Entity, Repository, found
from shared.data.store import StoreQuery
from shared.domain.tasks.model import MAX_ATTACHMENTS
from shared.model import View

KEPT_FOR = timedelta(days=30)
"""How long a deleted task's attachments are kept, in case it is restored."""

ATTACHMENT_LIST = QueryShape("attachments", equals=("taskId",), sorts=(("-createdAt",),), required=("taskId",))


class Attachment(Entity):
    """A file attached to a task; the id is its upload's, so that an upload is attached once. `size` is in bytes."""

    task_id: str
    file_name: str
    content_type: str
    size: int
    sha256: str | None
    path: str
    created_by: str
    created_at: datetime


class AttachmentView(View):
    """A file attached to a task."""

    id: str
    task_id: str
    file_name: str
    content_type: str
    size: int
    sha256: str | None
    created_by: str
    created_at: datetime


class AttachmentDownload(AttachmentView):
    """An attachment and where its content is, for whoever has the URL, until it expires."""

    download_url: str = Field(repr=False, json_schema_extra={"secret": True})
    download_expires_at: datetime


class AttachmentRepository(Repository[Attachment]):
    """Attachments by id."""

    collection: ClassVar[str] = "attachments"
    noun: ClassVar[str] = "attachment"
    model = Attachment

    async def get_of(self, task_id: str, id: str) -> Attachment:
        """Return an attachment of a task; raise NotFound for another's."""
        attachment = await self.find(id)
        return found(attachment if attachment and attachment.task_id == task_id else None, self.noun)

    async def all_of(self, task_id: str) -> list[Attachment]:
        """Return every attachment of a task."""
        filters, orders = ATTACHMENT_LIST.filters({"taskId": task_id}), ATTACHMENT_LIST.orders()
        query = StoreQuery(self.collection, filters, orders, MAX_ATTACHMENTS)
        return [self._entity(document) for document in await self._reads.query(query)]
