import pytest

from tests.fixtures.simulations import ADA, persona_of
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.traces import sender

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    author, app_id = await sender(stage)
    for name in ("Grace", "Ada"):
        await persona_of(stage, author, app_id, {**ADA, "name": name})
        stage.clock.advance(seconds=1)
    return Arranged(as_=author, path={"appId": app_id})


@pytest.mark.parametrize(("sort", "names"), [("user.name", ["Ada", "Grace"]), ("createdAt", ["Grace", "Ada"])])
async def test_an_apps_personas_are_listed_by_name_or_age(stage: Stage, sort: str, names: list[str]) -> None:
    call = await arrange(stage)
    answer = await stage.call("list_personas", as_=call.as_, path=call.path, query={"sort": sort})
    assert [each["user"]["name"] for each in answer.data] == names
