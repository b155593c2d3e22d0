import pytest

from shared.auth.roles import Role
from shared.domain.notifications.digests import Digest, DigestRepository, Occasion
from shared.domain.notifications.events import DigestDue
from shared.domain.notifications.model import NotificationKind
from tests.fixtures.attempts import unit
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio

OCCASIONS = (
    (NotificationKind.ATTEMPT_SCORED, {"candidate": "Carl", "points": "7.50", "max_points": "10", "assessment": "A"}),
    (NotificationKind.QUOTA_NEARLY_USED, {"quota": "members", "used": "4", "limit": "5"}),
    (NotificationKind.WEBHOOK_DISABLED, {"receiver": "https://receiver.example/", "because": "gone"}),
)


async def arrange(stage: Stage) -> Arranged:
    admin = await stage.member(Role.ADMIN)
    work = unit(stage, admin.tenant_id)
    occasions = tuple(Occasion(kind=kind, values=values, link="/somewhere") for kind, values in OCCASIONS)
    now = stage.clock.now()
    digest = Digest(id="D", member_id=admin.user_id, occasions=occasions, created_at=now, expires_at=now)
    DigestRepository(work).add(digest)
    await work.commit()
    return Arranged(as_=admin, event=DigestDue(digest_id="D"), tenant_id=admin.tenant_id)


async def test_each_occasion_is_a_line_with_a_link(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.event is not None
    await stage.deliver("send_digest", stage.envelope(call.event, call.tenant_id))
    [mail] = stage.mailer.sent
    for line in ("Carl: 7.50 of 10 points", "4 of 5 members of your plan are used", "A webhook was disabled"):
        assert f"{line}\nhttp://127.0.0.1:8080/somewhere" in mail.text


async def test_a_digest_that_was_sent_is_not_sent_by_another_event(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.event is not None
    for _ in range(2):
        await stage.deliver("send_digest", stage.envelope(call.event, call.tenant_id))
    assert len(stage.mailer.sent) == 1
