"""Secrets of webhooks: derived from the signing key, so that none is stored. Each is shown when it is made."""

import hashlib
import hmac

from shared.config import config


def signing_key(tenant_id: str, webhook_id: str, version: int) -> bytes:
    """Return the key that one version of a webhook's secret stands for: 256 bits."""
    parts = "\x00".join(("webhook-secret", tenant_id, webhook_id, str(version)))
    return hmac.digest(config().signing_key.encode(), parts.encode(), hashlib.sha256)
