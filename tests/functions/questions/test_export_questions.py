import pytest

from shared.auth.roles import Role
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    return Arranged(as_=await stage.member(Role.RECRUITER), body={"format": "yaml", "tag": "graphs"})


async def test_an_operation_begins_that_writes_the_file(stage: Stage) -> None:
    answer = await stage.arranged("export_questions", await arrange(stage))
    assert (answer.status, answer.data["kind"], answer.data["status"]) == (202, "question_export", "pending")
    [entry] = await stage.audited("export_questions")
    assert entry["target"] == {"exportId": answer.data["id"]}


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"tag": "a", "skill": "b"}, "/skill"),
        ({"format": "xml"}, "/format"),
        ({"status": "lost"}, "/status"),
        ({"tag": "a,b"}, "/tag"),
    ],
)
async def test_a_wrong_choice_is_named(stage: Stage, body: dict[str, str], pointer: str) -> None:
    answer = await stage.call("export_questions", as_=await stage.member(Role.RECRUITER), body=body)
    assert answer.status == 400
    assert [each["pointer"] for each in answer.error["details"]] == [pointer]


@pytest.mark.parametrize("role", [Role.VIEWER, Role.MEMBER])
async def test_who_only_reads_questions_does_not_take_the_bank_away(stage: Stage, role: Role) -> None:
    answer = await stage.call("export_questions", as_=await stage.member(role), body={})
    assert answer.status == 403
