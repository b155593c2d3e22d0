"""Secrets of inbound sources: derived from the signing key, so that none is stored. Each is shown when it is made."""

import hashlib
import hmac

from shared.config import config

PREFIX = "whin_"


def source_secret(tenant_id: str, source_id: str, version: int) -> str:
    """Return one version of a source's secret; its UTF-8 bytes are the key of the HMAC."""
    parts = "\x00".join(("inbound-secret", tenant_id, source_id, str(version)))
    return PREFIX + hmac.digest(config().signing_key.encode(), parts.encode(), hashlib.sha256).hex()
