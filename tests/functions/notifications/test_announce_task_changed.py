import pytest

from shared.domain.tasks.events import TaskChange, TaskChanged
from tests.fixtures.projects import joined, task_paths, told
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin, path = await task_paths(stage)
    colleague = await joined(stage, admin, path["projectId"])
    await stage.call("assign_task", as_=admin, path=path, body={"assigneeId": colleague.user_id})
    event = TaskChanged(
        project_id=path["projectId"],
        task_id=path["taskId"],
        what=(TaskChange.ASSIGNEE,),
        status="pending",
        assignee_id=colleague.user_id,
        by=admin.user_id,
        at=stage.clock.now(),
    )
    return Arranged(as_=admin, event=event, path=path, tenant_id=admin.tenant_id)


async def test_a_new_assignee_is_told_and_mailed_and_nobody_of_what_they_did_themselves(stage: Stage) -> None:
    admin, path = await task_paths(stage)
    colleague = await joined(stage, admin, path["projectId"])
    for person in (colleague, admin):
        await stage.call("assign_task", as_=admin, path=path, body={"assigneeId": person.user_id})
        await stage.settle()
    assert await told(stage, colleague) == ["task_assigned"]
    assert await told(stage, admin) == []
    [mail] = [each for each in stage.mailer.sent if each.to == colleague.email]
    assert mail.subject == "Yours to do: Pack the books"


async def test_who_is_not_the_assignee_any_more_once_told_is_told_nothing(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.event is not None
    await stage.call("assign_task", as_=call.as_, path=call.path, body={"assigneeId": None})
    await stage.waiting()
    assert await stage.deliver("announce_task_changed", stage.envelope(call.event, call.tenant_id)) == 204
    assert await stage.documents("notifications") == []


async def test_the_assignee_hears_of_another_status(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    await stage.settle()
    stage.clock.advance(seconds=1)
    await stage.call("change_task_status", as_=call.as_, path=call.path, body={"status": "blocked"})
    await stage.settle()
    latest = max(await stage.documents("notifications"), key=lambda each: each["createdAt"])
    assert (latest["kind"], latest["values"]["status"]) == ("task_status_changed", "blocked")
