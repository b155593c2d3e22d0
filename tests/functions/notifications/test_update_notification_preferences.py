import pytest

from shared.auth.roles import Role
from shared.domain.webhooks.events import WebhookDisabled
from shared.domain.webhooks.model import DisabledBecause
from tests.fixtures.attempts import finish, running_attempt, save
from tests.fixtures.notifications import prefer, told_of_plan
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.webhooks import owner_with_webhook

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    body = {"preferences": [{"kind": "attempt_scored", "inApp": True, "mail": "daily"}]}
    return Arranged(as_=await stage.member(Role.VIEWER), body=body)


async def test_kinds_that_are_not_named_stay_as_they_are(stage: Stage) -> None:
    member = await stage.member(Role.ADMIN)
    await prefer(stage, member, "plan_changed", "never", in_app=False)
    answer = await prefer(stage, member, "quota_used_up", "daily")
    chosen = {each["kind"]: (each["inApp"], each["mail"]) for each in answer.data["preferences"]}
    assert (chosen["plan_changed"], chosen["quota_used_up"]) == ((False, "never"), (True, "daily"))
    assert chosen["webhook_disabled"] == (True, "at_once")


async def test_mails_about_security_can_be_put_off_but_not_refused(stage: Stage) -> None:
    member = await stage.member(Role.ADMIN)
    answer = await prefer(stage, member, "api_key_expiring", "never")
    assert (answer.status, answer.error["code"]) == (400, "mail_required")
    assert answer.error["details"][0]["pointer"] == "/preferences/0/mail"
    assert (await prefer(stage, member, "api_key_expiring", "daily")).status == 200


async def test_a_kind_is_named_once(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.body is not None
    call.body["preferences"] *= 2
    answer = await stage.arranged("update_notification_preferences", call)
    assert (answer.status, answer.error["details"][0]["code"]) == (400, "duplicate_kind")


@pytest.mark.parametrize(
    ("mail", "in_app", "mails", "told", "waiting"),
    [
        ("at_once", True, 1, 1, 0),
        ("at_once", False, 1, 0, 0),
        ("daily", True, 0, 1, 1),
        ("daily", False, 0, 0, 1),
        ("never", True, 0, 1, 0),
        ("never", False, 0, 0, 0),
    ],
)
async def test_each_way_is_taken_or_left_by_itself(
    stage: Stage, mail: str, in_app: bool, mails: int, told: int, waiting: int
) -> None:
    admin = await stage.member(Role.ADMIN)
    await prefer(stage, admin, "plan_changed", mail, in_app=in_app)
    await told_of_plan(stage, admin.tenant_id)
    assert len(stage.mailer.sent) == mails
    assert len(await stage.documents("notifications")) == told
    assert len(await stage.documents("digestItems")) == waiting


async def test_points_are_told_as_whoever_invited_wants_to_hear_of_them(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    await prefer(stage, sitting.recruiter, "attempt_scored", "never", in_app=False)
    sent = len(stage.mailer.sent)
    await save(stage, sitting)
    await finish(stage, sitting)
    await stage.settle()
    assert (len(stage.mailer.sent), await stage.documents("notifications")) == (sent, [])


async def test_disabled_webhooks_are_told_as_the_owner_wants_to_hear_of_them(stage: Stage) -> None:
    owner, webhook = await owner_with_webhook(stage)
    await prefer(stage, owner, "webhook_disabled", "daily", in_app=False)
    event = WebhookDisabled(webhook_id=webhook["id"], because=DisabledBecause.GONE)
    await stage.deliver("notify_webhook_disabled", stage.envelope(event, owner.tenant_id))
    await stage.settle()
    assert (stage.mailer.sent, await stage.documents("notifications")) == ([], [])
    assert len(await stage.documents("digestItems")) == 1
