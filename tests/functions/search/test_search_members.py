import pytest

from shared.ids import new_id
from tests.fixtures.people import accept, invite, sign_up
from tests.fixtures.stage import Arranged, SignedIn, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    owner = await sign_up(stage, subdomain=f"acme-{new_id().lower()}", email=f"{new_id().lower()}@example.com")
    await stage.settle()
    await names(stage, owner, "olga")  # the first request notes the sign-in
    return Arranged(as_=owner, query={"q": "olga"})


async def names(stage: Stage, member: SignedIn, q: str) -> list[str]:
    return [each["displayName"] for each in (await stage.call("search_members", as_=member, query={"q": q})).data]


async def test_members_are_found_by_name_and_address(stage: Stage) -> None:
    owner = await sign_up(stage)
    await accept(stage, await invite(stage, owner, "rita@example.org"))
    await stage.settle()
    assert await names(stage, owner, "olga") == ["Olga Owner"]
    assert await names(stage, owner, "owmer") == ["Olga Owner"]
    assert await names(stage, owner, "rita@example.org") == ["Rita Recruiter"]
    assert set(await names(stage, owner, "example")) == {"Olga Owner", "Rita Recruiter"}


async def test_another_tenants_members_are_never_found(stage: Stage) -> None:
    await sign_up(stage)
    other = await sign_up(stage, subdomain="other", email="otto@example.com", displayName="Otto")
    await stage.settle()
    assert await names(stage, other, "olga") == []
    assert await names(stage, other, "otto") == ["Otto"]
