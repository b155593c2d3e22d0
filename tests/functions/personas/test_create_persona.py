import pytest

from shared.auth.roles import Role
from shared.domain.app_cases import personas
from tests.fixtures.simulations import ADA
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.traces import sender

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    author, app_id = await sender(stage)
    return Arranged(as_=author, path={"appId": app_id}, body={"user": ADA})


async def test_a_persona_is_patient_and_speaks_english_unless_it_is_said_otherwise(stage: Stage) -> None:
    user = (await stage.arranged("create_persona", await arrange(stage))).data["user"]
    assert user == {**ADA, "language": "en", "patience": 8}


@pytest.mark.parametrize(
    ("wrong", "pointer"),
    [
        ({"goal": " "}, "/user/goal"),
        ({"patience": 0}, "/user/patience"),
        ({"patience": 21}, "/user/patience"),
        ({"language": "German, please"}, "/user/language"),
        ({"lines": [""]}, "/user/lines/0"),
    ],
)
async def test_what_is_wrong_is_named(stage: Stage, wrong: dict[str, object], pointer: str) -> None:
    call = await arrange(stage)
    answer = await stage.call("create_persona", as_=call.as_, path=call.path, body={"user": {**ADA, **wrong}})
    assert (answer.status, answer.error["details"][0]["pointer"]) == (400, pointer)


async def test_an_app_has_only_so_many_personas(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(personas, "MAX_PERSONAS", 1)
    call = await arrange(stage)
    assert (await stage.arranged("create_persona", call)).status == 201
    answer = await stage.call("create_persona", as_=call.as_, path=call.path, body=call.body)
    assert (answer.status, answer.error["code"]) == (409, "too_many_personas")


async def test_an_archived_app_gets_no_personas_and_a_member_writes_none(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    member = await stage.member(Role.MEMBER, tenant_id=call.as_.tenant_id)
    assert (await stage.call("create_persona", as_=member, path=call.path, body=call.body)).status == 403
    await stage.call("archive_app", as_=call.as_, path=call.path)
    assert (await stage.arranged("create_persona", call)).error["code"] == "app_archived"
