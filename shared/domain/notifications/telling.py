"""Tell members something, each by the ways they chose."""

from collections.abc import Iterable
from zlib import crc32

from shared.data.unit_of_work import Reads, UnitOfWork
from shared.domain.notifications.digests import SHARDS, DigestItem, DigestItemRepository, Occasion, due_at
from shared.domain.notifications.events import NotificationMailDue
from shared.domain.notifications.model import NotificationKind
from shared.domain.notifications.preferences import MailDelivery, NotificationPreferencesRepository
from shared.domain.notifications.repository import notify

DEFAULT_ZONE = "UTC"


async def tell(
    work: UnitOfWork, member_ids: Iterable[str], kind: NotificationKind, *, link: str, **values: str
) -> list[str]:
    """Tell members in the application and by what waits for their digests; return who wants a mail at once."""
    ids = list(dict.fromkeys(member_ids))
    preferences = NotificationPreferencesRepository(work)
    tenant = f"tenant/{work.tenant_id}"
    own = [work.absolute(preferences.path(id)) for id in ids]
    await work.prefetch([*own, *(_settings_path(id) for id in ids), work.absolute(tenant)])
    at_once: list[str] = []
    for id in ids:
        chosen = (await preferences.of(id)).of(kind)
        if chosen.in_app:
            notify(work, id, kind, link=link, **values)
        if chosen.mail is MailDelivery.DAILY:
            due = due_at(work.now, await time_zone_of(work, id))
            occasion = Occasion(kind=kind, values=values, link=link)
            item = DigestItem(
                id=work.new_id(),
                member_id=id,
                occasion=occasion,
                created_at=work.now,
                due_at=due,
                shard=crc32(id.encode()) % SHARDS,
            )
            DigestItemRepository(work).add(item)
        elif chosen.mail is MailDelivery.AT_ONCE:
            at_once.append(id)
    return at_once


async def tell_and_mail(
    work: UnitOfWork, member_ids: Iterable[str], kind: NotificationKind, *, link: str, **values: str
) -> None:
    """Tell members by all of the ways they chose, with the kind's own mail."""
    for id in await tell(work, member_ids, kind, link=link, **values):
        work.emit(NotificationMailDue(member_id=id, kind=kind, values=values, link=link))


def zone_paths(reads: Reads, member_id: str) -> list[str]:
    """Return what `time_zone_of` reads, by absolute paths, for those who read something else in the same round trip."""
    return [_settings_path(member_id), reads.absolute(f"tenant/{reads.tenant_id}")]


async def time_zone_of(work: Reads, member_id: str) -> str:
    """Return the zone a member lives by: their own, or their tenant's."""
    settings = await work.global_documents.get(_settings_path(member_id))
    tenant = await work.get(f"tenant/{work.tenant_id}")
    stored = settings or tenant
    return str(stored.data.get("timeZone", DEFAULT_ZONE)) if stored else DEFAULT_ZONE


def _settings_path(member_id: str) -> str:
    return f"users/{member_id}/account/settings"
