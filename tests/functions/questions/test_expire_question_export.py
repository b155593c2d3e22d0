import pytest

from shared.auth.roles import Role
from shared.domain.questions.events import QuestionExportExpired
from tests.fixtures.question_files import exported_questions
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    recruiter = await stage.member(Role.RECRUITER)
    export = await exported_questions(stage, recruiter)
    event = QuestionExportExpired(export_id=export.id)
    return Arranged(as_=recruiter, event=event, tenant_id=recruiter.tenant_id)


async def test_after_a_week_neither_the_file_nor_the_export_is_there(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    export = await exported_questions(stage, recruiter)
    stage.clock.advance(days=6, hours=23)
    await stage.settle()
    assert await stage.files.stat(export.path) is not None
    stage.clock.advance(hours=1)
    await stage.settle()
    assert await stage.files.stat(export.path) is None
    assert await stage.documents("questionExports") == []


async def test_what_is_not_written_in_time_is_not_left_behind(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    operation = (await stage.call("export_questions", as_=recruiter, body={})).data
    held = [each for each in await stage.waiting() if each.type == "questions.export.requested.v1"]
    event = QuestionExportExpired(export_id=operation["id"])
    await stage.deliver("expire_question_export", stage.envelope(event, recruiter.tenant_id))
    assert await stage.deliver("write_question_export", held[0]) == 204
    assert await stage.files.stat(f"tenants/{recruiter.tenant_id}/question-exports/{operation['id']}") is None
