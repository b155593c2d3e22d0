"""What the functions that migrate documents share."""

MIGRATION_KIND = "document_migration"
PAGE_DOCUMENTS = 50
PAGE_BYTES = 4 * 1024 * 1024
"""Well below what one commit takes, since the upgraded documents may be larger."""
