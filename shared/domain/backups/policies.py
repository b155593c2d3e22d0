"""What is backed up how often, for how long it is kept, and what is in no backup."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from shared.auth.tenant_states import TenantState
from shared.config import PlanName


class Cadence(StrEnum):
    """Why a backup was made."""

    DAILY = "daily"
    HOURLY = "hourly"
    ASKED = "asked"


@dataclass(frozen=True, slots=True)
class BackupPolicy:
    """How long a backup of one cadence is kept."""

    kept_for: timedelta


POLICIES: Mapping[Cadence, BackupPolicy] = {
    Cadence.DAILY: BackupPolicy(kept_for=timedelta(days=90)),
    Cadence.HOURLY: BackupPolicy(kept_for=timedelta(days=30)),
    Cadence.ASKED: BackupPolicy(kept_for=timedelta(days=90)),
}

SCHEDULES: Mapping[PlanName, frozenset[Cadence]] = {
    PlanName.FREE: frozenset({Cadence.DAILY}),
    PlanName.TEAM: frozenset({Cadence.DAILY, Cadence.HOURLY}),
    PlanName.BUSINESS: frozenset({Cadence.DAILY, Cadence.HOURLY}),
}
"""How often a tenant is backed up by itself, by its plan."""

_HOUR = "%Y-%m-%dT%H"


def backed_up_hourly(plan: PlanName, state: TenantState, *, everybody: bool) -> bool:
    """Tell whether a tenant is backed up each hour; of one that closes nothing changes any more."""
    changes = state in (TenantState.ACTIVE, TenantState.SUSPENDED)
    return changes and (everybody or Cadence.HOURLY in SCHEDULES[plan])


def hour_of(at: datetime) -> str:
    """Return the name of the hour (UTC) that a moment is in."""
    return at.astimezone(UTC).strftime(_HOUR)


def hour_before(hour: str) -> str:
    """Return the name of the hour before one."""
    return (datetime.strptime(hour, _HOUR).replace(tzinfo=UTC) - timedelta(hours=1)).strftime(_HOUR)


NOT_BACKED_UP: Mapping[str, str] = {
    "backups": "a backup in a backup",
    "backupParts": "a backup in a backup",
    "backupCopies": "a backup in a backup",
    "backupSources": "what is known of files that have another path there",
    "billing": "a customer at the payment provider is one tenant's: what is restored subscribes anew",
    "restores": "is about the tenant that was restored from",
    "outbox": "events on their way: another tenant would send them a second time",
    "deliveries": "which events were handled: those of another tenant are others",
    "deliveryFailures": "how often events failed: those of another tenant are others",
    "idempotencyKeys": "answers to requests made again, good for a day",
    "personalDataExports": "their files are deleted on a day that only the tenant's own events know",
}
"""Collections that no backup holds, each with the reason; every other one is in it, whatever it is called."""

WRITTEN_LAST: Mapping[str, str] = {
    "auditEntries": "pendingShard",
    "digestItems": "shard",
    "reports": "nextDueAt",
    "suiteSchedules": "dueAt",
    "tasks": "remindAt",
    "tenant": "id",
}
"""What jobs look for across tenants, by the field that they look for: nothing begins in what is half restored."""

FILES_NOT_BACKED_UP = ("backups/", "personal-data-exports/")
