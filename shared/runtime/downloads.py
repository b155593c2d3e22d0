"""Files that jobs have written are handed out by links, each good for ten minutes."""

from datetime import datetime, timedelta
from typing import Annotated

from pydantic import Field

from shared.errors import FailedPrecondition
from shared.model import FrozenModel
from shared.ports.files import FileRef
from shared.runtime.contexts import QueryContext

LINK_LIFETIME = timedelta(minutes=10)


class DownloadView(FrozenModel):
    """A link to a file, for whoever has it, until it expires."""

    url: Annotated[str, Field(json_schema_extra={"secret": True})]
    expires_at: datetime


def written(file: FileRef | None) -> FileRef:
    """Return a file; raise FailedPrecondition before it is written."""
    if file is None:
        raise FailedPrecondition("the file is not written yet; watch its operation", code="file_not_written")
    return file


async def download(ctx: QueryContext, file: FileRef | None, file_name: str) -> DownloadView:
    """Return a link to a file; raise FailedPrecondition before it is written."""
    url = await ctx.signed_download(written(file).path, expires_in=LINK_LIFETIME, filename=file_name)
    return DownloadView(url=url, expires_at=ctx.now + LINK_LIFETIME)
