import pytest

from shared.auth.roles import Role
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    owner = await stage.member(Role.OWNER)
    return Arranged(as_=owner, path={"tenantId": owner.tenant_id}, body={"name": "Acme Corporation"})


SETTINGS = {
    "branding": {"primaryColor": "#0055ff", "logoUrl": "https://cdn.example.com/acme.svg"},
    "locale": "pt-BR",
    "timeZone": "America/Sao_Paulo",
    "retentionDays": 365,
}


async def test_settings_are_patched_and_null_returns_to_the_default(stage: Stage) -> None:
    call = await arrange(stage)
    call.body = SETTINGS
    first = await stage.arranged("update_tenant", call)
    assert first.data["branding"] == SETTINGS["branding"] | {"accentColor": None}
    call.body = {"branding": {"primaryColor": None, "accentColor": "#FFFFFF"}, "retentionDays": None}
    second = await stage.arranged("update_tenant", call)
    assert second.data["branding"] == {
        "primaryColor": None,
        "accentColor": "#FFFFFF",
        "logoUrl": "https://cdn.example.com/acme.svg",
    }
    assert (second.data["name"], second.data["locale"], second.data["retentionDays"]) == ("Acme", "pt-BR", None)
    stored = (await stage.call("get_tenant", as_=call.as_, path=call.path)).data
    assert stored == second.data


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"name": None}, "/name"),
        ({"name": " "}, "/name"),
        ({"branding": {"primaryColor": "red"}}, "/branding/primaryColor"),
        ({"branding": {"logoUrl": "http://cdn.example.com/a.svg"}}, "/branding/logoUrl"),
        ({"branding": {"logoUrl": "javascript:alert(1)"}}, "/branding/logoUrl"),
        ({"branding": {"logoUrl": 'https://a/"><script>'}}, "/branding/logoUrl"),
        ({"branding": {"css": "*{}"}}, "/branding/css"),
        ({"locale": "english"}, "/locale"),
        ({"timeZone": "Mars/Olympus"}, "/timeZone"),
        ({"timeZone": "../../etc/passwd"}, "/timeZone"),
        ({"retentionDays": 1}, "/retentionDays"),
        ({"retentionDays": 99_999}, "/retentionDays"),
        ({"subdomain": "other"}, "/subdomain"),
        ({"state": "active"}, "/state"),
    ],
)
async def test_a_setting_that_can_not_be_is_named_and_nothing_changes(stage: Stage, body: dict, pointer: str) -> None:
    call = await arrange(stage)
    before = await stage.snapshot()
    call.body = body
    answer = await stage.arranged("update_tenant", call)
    assert (answer.status, answer.error["details"][0]["pointer"]) == (400, pointer)
    assert await stage.snapshot() == before


async def test_a_change_based_on_an_older_read_is_412(stage: Stage) -> None:
    call = await arrange(stage)
    read = await stage.call("get_tenant", as_=call.as_, path=call.path)
    headers = {"if-match": read.headers["etag"]}
    for expected in (200, 412):
        answer = await stage.call("update_tenant", as_=call.as_, path=call.path, body=call.body, headers=headers)
        assert answer.status == expected
