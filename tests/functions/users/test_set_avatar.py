import httpx
import pytest
from starlette.applications import Starlette

from shared.auth.roles import Role
from tests.fixtures.pictures import bomb, picture
from tests.fixtures.stage import Answer, Arranged, SignedIn, Stage
from tests.fixtures.uploads import announce, complete_upload, stored_path
from tools.gateway.files import routes

pytestmark = pytest.mark.anyio
AVATAR = {"purpose": "avatar", "contentType": "image/png", "fileName": "me.png"}


async def arrange(stage: Stage) -> Arranged:
    member = await stage.member(Role.VIEWER)
    return Arranged(as_=member, body={"uploadId": await complete_upload(stage, member, picture(), **AVATAR)})


async def set_avatar(stage: Stage, member: SignedIn, content: bytes, **announced: str) -> Answer:
    upload_id = await complete_upload(stage, member, content, **(AVATAR | announced))
    return await stage.call("set_avatar", as_=member, body={"uploadId": upload_id})


async def load(stage: Stage, url: str) -> httpx.Response:
    transport = httpx.ASGITransport(app=Starlette(routes=routes(stage.files)))
    async with httpx.AsyncClient(transport=transport) as http:
        return await http.get(url)


async def test_a_picture_is_made_anew_and_what_was_sent_is_gone(stage: Stage) -> None:
    arranged = await arrange(stage)
    answer = await stage.arranged("set_avatar", arranged)
    loaded = await load(stage, answer.data["url"])
    assert (loaded.status_code, loaded.headers["content-type"]) == (200, "image/png")
    assert loaded.content != picture()
    assert arranged.as_ is not None
    assert arranged.body is not None
    assert await stage.files.stat(stored_path(arranged.as_, arranged.body["uploadId"])) is None
    assert await stage.documents("uploads") == []


async def test_the_next_picture_takes_the_place_of_the_last(stage: Stage) -> None:
    member = await stage.member()
    first = (await set_avatar(stage, member, picture("JPEG"), contentType="image/jpeg")).data
    second = (await set_avatar(stage, member, picture("WEBP"), contentType="image/webp")).data
    assert (await load(stage, first["url"])).status_code == 404
    assert (await load(stage, second["url"])).status_code == 200
    assert len(await stage.documents("avatars")) == 1


@pytest.mark.parametrize(
    ("content", "code"),
    [(bomb(60_000, 60_000), "picture_too_large"), (b"\x89PNG\r\n\x1a\n no picture", "picture_unreadable")],
    ids=["bomb", "nonsense"],
)
async def test_what_is_no_picture_is_refused(stage: Stage, content: bytes, code: str) -> None:
    answer = await set_avatar(stage, await stage.member(), content)
    assert (answer.status, answer.error["code"]) == (400, code)
    assert await stage.documents("avatars") == []


async def test_svg_and_what_is_too_large_can_not_be_announced(stage: Stage) -> None:
    body = AVATAR | {"contentType": "image/svg+xml", "size": 6 * 1024 * 1024}
    answer = await stage.call("create_upload", as_=await stage.member(), body=body)
    assert [each["pointer"] for each in answer.error["details"]] == ["/contentType", "/size"]


async def test_a_colleagues_or_another_tenants_upload_is_404(stage: Stage) -> None:
    arranged = await arrange(stage)
    assert arranged.as_ is not None
    for other in (await stage.member(tenant_id=arranged.as_.tenant_id), await stage.member()):
        assert (await stage.call("set_avatar", as_=other, body=arranged.body)).status == 404


async def test_an_upload_that_is_pending_or_for_something_else_is_not_taken(stage: Stage) -> None:
    member = await stage.member()
    pending = (await announce(stage, member, **AVATAR, size=10))["upload"]["id"]
    answer = await stage.call("set_avatar", as_=member, body={"uploadId": pending})
    assert (answer.status, answer.error["code"]) == (409, "upload_not_usable")
