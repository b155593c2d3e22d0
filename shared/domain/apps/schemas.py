"""Apps as callers see them."""

from datetime import datetime

from shared.domain.apps.model import AppStatus, RedactionRule
from shared.model import View


class AppView(View):
    """An app."""

    id: str
    name: str
    description: str
    environments: tuple[str, ...]
    retention_days: int
    redaction_rules: tuple[RedactionRule, ...]
    status: AppStatus
    created_by: str
    created_at: datetime
    updated_at: datetime
