"""What was sent is looked at before anything trusts it: its size, its type, its first bytes; and it is hashed."""

import hashlib

from shared.domain.uploads.model import Upload
from shared.ports.files import FileRef, TenantFiles


async def examined(upload: Upload, files: TenantFiles) -> FileRef:
    """Return what was sent for an upload; raise FailedPrecondition unless it is what was announced."""
    upload.require_sent(await files.stat(upload.path))
    sha256 = hashlib.sha256()
    size = 0
    async for piece in files.stream(upload.path):
        if size == 0:
            upload.require_signature(piece)
        sha256.update(piece)
        size += len(piece)
    return FileRef(path=upload.path, sha256=sha256.hexdigest(), size=size)
