"""Content that no document tells of any more: a call was killed between removing the document and removing the file."""

import re
from datetime import timedelta

from shared.domain.uploads.model import EXPIRY_GRACE, LIFETIME
from shared.ports.files import FileList, StoredFile
from shared.runtime.contexts import PlatformContext
from shared.runtime.declare import scheduled

_UPLOAD = re.compile(r"tenants/[^/]+/uploads/[^/]+")


@scheduled(timedelta(days=1))
async def sweep_orphaned_uploads(ctx: PlatformContext) -> None:
    """Delete uploaded files that have no upload any more, once they are older than any upload may be pending."""
    cursor: str | None = None
    while True:
        listed: FileList = await ctx.outside.files.list("tenants/", cursor=cursor)
        # An upload's document is there before its file can be sent, and has the file's own path.
        old = [stored.path for stored in listed.files if _may_be_orphaned(stored, ctx)]
        known = await ctx.outside.store.get_many(old)
        for path in old:
            if path not in known:
                await ctx.outside.files.delete(path)
        cursor = listed.next_cursor
        if cursor is None:
            return


def _may_be_orphaned(stored: StoredFile, ctx: PlatformContext) -> bool:
    return bool(_UPLOAD.fullmatch(stored.path)) and ctx.now - stored.created_at > LIFETIME + EXPIRY_GRACE
