import json

import pytest

from shared.auth.roles import Role
from shared.domain.reports.events import ReportMailDue
from shared.errors import DependencyUnavailable
from tests.fixtures.projects import joined, project
from tests.fixtures.reports import report
from tests.fixtures.stage import Arranged, SignedIn, Stage

pytestmark = pytest.mark.anyio


async def due(stage: Stage) -> tuple[SignedIn, SignedIn, dict[str, str]]:
    admin = await stage.member(Role.ADMIN)
    project_id = await project(stage, admin)
    person = await joined(stage, admin, project_id)
    schedule = {"every": "day", "recipientIds": [admin.user_id, person.user_id]}
    await report(stage, admin, project_id, schedule=schedule)
    stage.clock.advance(days=1)
    return admin, person, {"projectId": project_id, "memberId": person.user_id}


async def arrange(stage: Stage) -> Arranged:
    admin, person, _ = await due(stage)
    await stage.tick("begin_due_reports")
    await stage.settle()
    [run] = await stage.documents("reportRuns")
    return Arranged(event=ReportMailDue(run_id=run["id"], member_id=person.user_id), tenant_id=admin.tenant_id)


async def test_the_file_comes_with_the_mail_and_comes_once_however_often_the_event_does(stage: Stage) -> None:
    call = await arrange(stage)
    assert len(stage.mailer.sent) == 2
    mail = stage.mailer.sent[0]
    assert mail.subject == "How far: Moving house"
    [attached] = mail.attachments
    assert (attached.filename, attached.media_type) == ("report-2026-03-03.json", "application/json")
    assert json.loads(attached.content)["total"] == {"tasks": "0", "open": "0"}
    assert call.event is not None
    assert await stage.deliver("mail_report", stage.envelope(call.event, call.tenant_id)) == 204
    assert len(stage.mailer.sent) == 2


async def test_who_left_the_project_meanwhile_gets_nothing(stage: Stage) -> None:
    admin, _, path = await due(stage)
    admin = await stage.signed_in_again(admin)
    assert (await stage.call("remove_project_member", as_=admin, path=path)).status == 204
    await stage.tick("begin_due_reports")
    await stage.settle()
    assert [mail.to for mail in stage.mailer.sent] == [admin.email]


async def test_a_mail_server_that_was_away_loses_and_repeats_nothing(stage: Stage) -> None:
    admin, person, _ = await due(stage)
    stage.mailer.failure = DependencyUnavailable("the mail server is away")
    await stage.tick("begin_due_reports")
    await stage.settle()
    stage.mailer.failure = None
    stage.clock.advance(hours=2)
    await stage.settle()
    assert sorted(mail.to for mail in stage.mailer.sent) == sorted([admin.email, person.email])
