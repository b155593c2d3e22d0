import asyncio
from typing import NoReturn

import pytest

from shared.domain.invitations.events import ReminderDue
from shared.errors import DependencyUnavailable
from tests.fixtures.attempts import Sitting
from tests.fixtures.reminders import reminded_candidate, reminders, set_rules
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def due(stage: Stage, **changes: object) -> tuple[Sitting, ReminderDue]:
    """Have a reminder be due, and nothing but that."""
    sitting = await reminded_candidate(stage, **changes)
    stage.clock.advance(days=12)
    [envelope] = [each for each in await stage.waiting() if each.type == ReminderDue.type]
    return sitting, ReminderDue.model_validate(envelope.data)


async def arrange(stage: Stage) -> Arranged:
    sitting, event = await due(stage)
    return Arranged(event=event, tenant_id=sitting.tenant_id)


async def send(stage: Stage, sitting: Sitting, event: ReminderDue) -> int:
    return await stage.deliver("send_reminder", stage.envelope(event, sitting.tenant_id))


async def test_a_reminder_holds_the_candidates_link(stage: Stage) -> None:
    sitting = await reminded_candidate(stage)
    stage.clock.advance(days=12)
    await stage.settle()
    [mail] = [mail for mail in stage.mailer.sent if mail.subject == "Reminder: Backend engineer"]
    assert f"token={sitting.token}" in mail.text


async def test_none_goes_twice_whatever_events_come(stage: Stage) -> None:
    sitting, event = await due(stage)
    for each in (event, event, event.with_(schedule_id="another")):
        assert await send(stage, sitting, each) == 204
    assert len(reminders(stage)) == 1


async def test_of_two_schedules_at_once_one_sends(stage: Stage) -> None:
    sitting, event = await due(stage)
    await asyncio.gather(*(send(stage, sitting, event.with_(schedule_id=f"schedule-{n}")) for n in range(4)))
    assert len(reminders(stage)) == 1


async def test_a_sender_that_is_killed_before_it_notes_the_mail_sends_the_same_mail_again(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    sitting, event = await due(stage)
    envelope, send_mail = stage.envelope(event, sitting.tenant_id), stage.mailer.send

    async def killed(*args: object) -> NoReturn:
        await send_mail(*args)  # type: ignore[arg-type]
        raise asyncio.CancelledError

    with monkeypatch.context() as patch:
        patch.setattr(stage.mailer, "send", killed)
        with pytest.raises(asyncio.CancelledError):
            await stage.deliver("send_reminder", envelope)
    stage.clock.advance(hours=1)
    assert await stage.deliver("send_reminder", envelope) == 204
    assert len({mail.message_id for mail in stage.mailer.sent if mail.subject.startswith("Reminder")}) == 1


async def test_a_mail_server_that_is_away_only_delays_it(stage: Stage) -> None:
    await reminded_candidate(stage)
    stage.clock.advance(days=12)
    stage.mailer.failure = DependencyUnavailable("the mail server is away")
    for _ in range(5):
        await stage.settle()
        stage.clock.advance(hours=4)
    assert reminders(stage) == []
    stage.mailer.failure = None
    stage.clock.advance(hours=6)
    await stage.settle()
    assert reminders(stage) == ["carl@example.com"]


async def test_one_delayed_into_the_night_waits_for_the_morning(stage: Stage) -> None:
    # Invited at 09:00 UTC, due at 09:00 twelve days later.
    sitting, event = await due(stage, quietFrom="20:00", quietUntil="08:00")
    stage.clock.advance(hours=12)
    assert await send(stage, sitting, event) == 204
    stage.clock.advance(hours=10)
    await stage.settle()
    assert reminders(stage) == []
    stage.clock.advance(hours=1)
    await stage.settle()
    assert reminders(stage) == ["carl@example.com"]


async def test_quiet_hours_are_those_of_the_tenants_clocks(stage: Stage) -> None:
    sitting = await reminded_candidate(stage)
    path = f"tenants/{sitting.tenant_id}/tenant/{sitting.tenant_id}"
    await stage.change(path, timeZone="America/Los_Angeles")  # 02:00 there when it is due
    await set_rules(stage, sitting, quietFrom="20:00", quietUntil="08:00")
    await stage.settle()
    stage.clock.advance(days=12, hours=5, minutes=59)
    await stage.settle()
    assert reminders(stage) == []
    stage.clock.advance(minutes=1)  # 08:00 there, summer time began meanwhile
    await stage.settle()
    assert reminders(stage) == ["carl@example.com"]


async def test_nobody_who_has_begun_is_reminded(stage: Stage) -> None:
    sitting, event = await due(stage)
    candidate = await stage.candidate(sitting.tenant_id, sitting.invitation_id)
    assert (await stage.call("start_attempt", as_=candidate)).status == 201
    assert await send(stage, sitting, event) == 204
    assert reminders(stage) == []


async def test_nobody_whose_invitation_was_cancelled_is_reminded(stage: Stage) -> None:
    sitting, event = await due(stage)
    recruiter = await stage.signed_in_again(sitting.recruiter)
    path = {"invitationId": sitting.invitation_id}
    assert (await stage.call("cancel_invitation", as_=recruiter, path=path)).status == 200
    assert await send(stage, sitting, event) == 204
    assert reminders(stage) == []


async def test_nobody_is_reminded_of_what_has_ended(stage: Stage) -> None:
    sitting, event = await due(stage)
    stage.clock.advance(days=2)
    assert await send(stage, sitting, event) == 204
    assert reminders(stage) == []


@pytest.mark.parametrize("what", ["assessments", "tenant"])
async def test_nobody_is_reminded_of_an_archived_assessment_or_by_a_suspended_tenant(stage: Stage, what: str) -> None:
    sitting, event = await due(stage)
    root = f"tenants/{sitting.tenant_id}"
    if what == "tenant":
        await stage.change(f"{root}/tenant/{sitting.tenant_id}", state="suspended")
    else:
        await stage.change(f"{root}/assessments/{sitting.assessment_id}", status="archived")
    assert await send(stage, sitting, event) == 204
    assert reminders(stage) == []
