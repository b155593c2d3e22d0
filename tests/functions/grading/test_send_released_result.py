from typing import Any

import pytest

from shared.domain.attempts.events import ResultReleased
from shared.domain.invitations.model import ERASED_EMAIL
from tests.fixtures.attempts import Sitting
from tests.fixtures.grading import agreed
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def released(stage: Stage, shown: str) -> tuple[Sitting, ResultReleased]:
    """Mark a result as released; nobody is told yet."""
    sitting = (await agreed(stage, results={"shown": shown})).sitting
    await stage.change(sitting.document("attempts"), releasedAt=stage.clock.now())
    return sitting, ResultReleased(attempt_id=sitting.invitation_id)


async def arrange(stage: Stage) -> Arranged:
    sitting, event = await released(stage, "on_release")
    return Arranged(event=event, tenant_id=sitting.tenant_id)


@pytest.mark.parametrize(
    ("shown", "tenant", "attempt", "subjects"),
    [
        ("on_release", {}, {}, ["Your result: Backend engineer"]),
        ("on_release", {"locale": "de"}, {}, ["Ihr Ergebnis: Backend engineer"]),
        ("never", {}, {}, []),
        ("on_release", {}, {"candidateEmail": ERASED_EMAIL}, []),
    ],
)
async def test_it_is_mailed_where_it_is_shown_in_the_tenants_language_and_to_nobody_who_was_erased(
    stage: Stage, shown: str, tenant: dict[str, Any], attempt: dict[str, Any], subjects: list[str]
) -> None:
    sitting, event = await released(stage, shown)
    await stage.change(f"tenants/{sitting.tenant_id}/tenant/{sitting.tenant_id}", **tenant)
    await stage.change(sitting.document("attempts"), **attempt)
    before = len(stage.mailer.sent)
    assert await stage.deliver("send_released_result", stage.envelope(event, sitting.tenant_id)) == 204
    sent = stage.mailer.sent[before:]
    assert [mail.subject for mail in sent] == subjects
    assert all(f"/take?token={sitting.tenant_id}.{sitting.invitation_id}." in mail.text for mail in sent)
