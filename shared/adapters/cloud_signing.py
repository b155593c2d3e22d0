"""Who signs the URLs of Cloud Storage: a key at hand, IAM in its stead, or nobody on the emulator."""

import os
from collections.abc import Mapping
from typing import Any

import google.auth
from google.auth.credentials import AnonymousCredentials, Signing
from google.auth.transport.requests import Request

# Poorly typed by its package; `Any` once instead of at every use.
_auth: Any = google.auth
_SCOPE = "https://www.googleapis.com/auth/cloud-platform"  # the bucket, and IAM's signing


def default_credentials() -> Any:
    """Return the environment's credentials, or what stands in for them on the emulator; may call the network."""
    if os.environ.get("STORAGE_EMULATOR_HOST"):
        return _EmulatorCredentials()
    credentials, _ = _auth.default(scopes=[_SCOPE])
    return credentials


def signed_url(blob: Any, credentials: Any, settings: Mapping[str, Any]) -> str:
    """Return a signed URL (V4) of a blob; calls the network where no key is at hand."""
    if isinstance(credentials, Signing):
        return blob.generate_signed_url(version="v4", credentials=credentials, **settings)
    # In the cloud nobody holds a private key: IAM signs for the service account.
    if not credentials.valid:
        credentials.refresh(Request())
    return blob.generate_signed_url(
        version="v4",
        service_account_email=credentials.service_account_email,
        access_token=credentials.token,
        **settings,
    )


class _EmulatorCredentials(AnonymousCredentials, Signing):
    """Sign URLs for the emulator, which takes any signature."""

    def sign_bytes(self, message: bytes) -> bytes:
        """Return a signature of nothing."""
        return b"emulator"

    @property
    def signer_email(self) -> str:
        """The name in signed URLs."""
        return "emulator@localhost"

    @property
    def signer(self) -> Any:
        """There is no key."""
        return None
