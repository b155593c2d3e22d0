"""Where uploads are stored, and the files that some of them have become."""

from typing import ClassVar

from shared.data.query import QueryShape
from shared.data.repository import Repository, found
from shared.domain.uploads.model import Upload, UploadPurpose, UploadStatus

FILE_LIST = QueryShape(
    "uploads", equals=("purpose", "status", "createdBy"), sorts=(("-createdAt",),), required=("purpose", "status")
)
FILES = {"purpose": UploadPurpose.GENERAL.value, "status": UploadStatus.COMPLETE.value}


class UploadRepository(Repository[Upload]):
    """Uploads; their content is among the files."""

    collection: ClassVar[str] = "uploads"
    noun: ClassVar[str] = "upload"
    model = Upload

    async def get_of_answer(self, id: str, answer_id: str) -> Upload:
        """Return an upload for one answer; raise NotFound for any other as well."""
        upload = await self.get(id)
        return found(upload if upload.answer_id == answer_id else None, self.noun)


class FileRepository(UploadRepository):
    """Uploads that are complete and for nothing in particular: files that members keep."""

    noun: ClassVar[str] = "file"

    async def get_file(self, id: str) -> Upload:
        """Return a file; raise NotFound as `file_not_found` for any other upload as well."""
        upload = await self.get(id)
        return found(upload if upload.is_file else None, self.noun)
