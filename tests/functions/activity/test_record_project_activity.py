import pytest

from shared.domain.projects.events import ProjectChange, ProjectChanged
from tests.fixtures.projects import task_paths
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin, path = await task_paths(stage)
    event = ProjectChanged(
        project_id=path["projectId"],
        what=ProjectChange.MEMBER_SET,
        member_id=admin.user_id,
        by=admin.user_id,
        at=stage.clock.now(),
    )
    return Arranged(as_=admin, event=event, tenant_id=admin.tenant_id)


async def test_what_the_event_says_is_recorded_as_of_when_it_happened(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.event is not None
    happened = stage.clock.now()
    stage.clock.advance(minutes=5)
    envelope = stage.envelope(call.event, call.tenant_id)
    assert await stage.deliver("record_project_activity", envelope) == 204
    [recorded] = await stage.documents("activities")
    assert (list(recorded["actions"]), recorded["values"]) == (
        ["project.member_set"],
        {"memberId": recorded["createdBy"]},
    )
    assert (recorded["id"], recorded["createdAt"]) == (envelope.id, happened)
