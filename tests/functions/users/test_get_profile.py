import pytest

from tests.fixtures.people import PASSWORD, mailed_link, sign_up, signed_in
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    return Arranged(as_=await stage.member())


async def test_a_person_sees_themselves(stage: Stage) -> None:
    owner = await sign_up(stage)
    assert (await stage.call("get_profile", as_=owner)).data == {
        "id": owner.user_id,
        "email": owner.email,
        "emailVerified": False,
        "displayName": "Olga Owner",
    }


async def test_a_confirmed_address_shows_from_the_next_sign_in_on(stage: Stage) -> None:
    owner = await sign_up(stage)
    await stage.call("request_email_verification", as_=owner, body={})
    await stage.settle()
    await stage.call("confirm_email_verification", body={"token": mailed_link(stage)})
    again = (await stage.call("sign_in", body={"email": owner.email, "password": PASSWORD})).data
    assert (await stage.call("get_profile", as_=signed_in(again))).data["emailVerified"] is True


async def test_a_candidate_has_no_profile(stage: Stage) -> None:
    candidate = await stage.candidate(await stage.tenant(), "invitation")
    assert (await stage.call("get_profile", as_=candidate)).status == 403
