"""Where uploads are stored."""

from typing import ClassVar

from shared.data.repository import Repository
from shared.domain.uploads.model import Upload


class UploadRepository(Repository[Upload]):
    """Uploads; their content is among the files."""

    collection: ClassVar[str] = "uploads"
    noun: ClassVar[str] = "upload"
    model = Upload
