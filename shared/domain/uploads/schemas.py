"""Uploads as callers see them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Self

from pydantic import Field

from shared.domain.uploads.model import Upload, UploadPurpose, UploadStatus
from shared.model import FrozenModel, View
from shared.ports.files import SignedUpload


class UploadView(View):
    """An upload; `expires_at` is there until it is complete, `sha256` from then on."""

    id: str
    purpose: UploadPurpose
    content_type: str
    size: int
    file_name: str
    status: UploadStatus
    sha256: str | None
    created_at: datetime
    expires_at: datetime | None
    completed_at: datetime | None


class UploadRequest(FrozenModel):
    """The request that sends the content: with exactly these headers, once, until `expires_at`."""

    method: str
    url: str
    headers: Mapping[str, str]
    expires_at: datetime


class UploadTicket(FrozenModel):
    """A pending upload and how to send its content; a replayed answer has no `uploadRequest`."""

    upload: UploadView
    upload_request: UploadRequest = Field(repr=False, json_schema_extra={"secret": True})

    @classmethod
    def of(cls, upload: Upload, signed: SignedUpload) -> Self:
        """Return the ticket of an upload."""
        return cls(
            upload=UploadView.of(upload),
            upload_request=UploadRequest(
                method=signed.method, url=signed.url, headers=signed.headers, expires_at=signed.expires_at
            ),
        )


class FileView(View):
    """A file that a member uploaded; `size` is in bytes."""

    id: str
    file_name: str
    content_type: str
    size: int
    sha256: str | None
    created_by: str
    created_at: datetime


class FileDownload(FileView):
    """A file and where its content is, for whoever has the URL, until it expires."""

    download_url: str = Field(repr=False, json_schema_extra={"secret": True})
    download_expires_at: datetime
