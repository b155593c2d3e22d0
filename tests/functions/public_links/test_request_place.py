from datetime import datetime, timedelta

import pytest

from shared.auth.links import link_token
from shared.domain.invitations.model import LINK_KIND
from shared.runtime.rate_limit_policies import PLACES, CountedBy
from tests.fixtures.public_links import NAME, ask, code_for, codes, place, public_link
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    link = await public_link(stage)
    return Arranged(body={"token": link.token, "email": "dora@example.com", "name": NAME})


async def test_a_code_is_mailed_and_no_place_is_taken(stage: Stage) -> None:
    link = await public_link(stage, places=1)
    answer = await ask(stage, link)
    assert answer.data == {
        "assessmentTitle": "Backend engineer",
        "full": False,
        "nextCodeAt": answer.data["nextCodeAt"],
    }
    assert datetime.fromisoformat(answer.data["nextCodeAt"]) == stage.clock.now() + timedelta(seconds=30)
    await stage.settle()
    [code] = codes(stage, "dora@example.com")
    assert len(code) == 6
    assert code not in str(answer.body) + str(await stage.documents("placeRequests"))
    assert await stage.documents("invitations") == []
    stored = await stage.document(link.document)
    assert stored is not None
    assert stored["taken"] == 0


async def test_the_answer_is_the_same_whether_or_not_somebody_is_known(stage: Stage) -> None:
    link = await public_link(stage)
    await place(stage, link)
    known, unknown = await ask(stage, link), await ask(stage, link, "erik@example.com")
    assert (known.status, known.data) == (unknown.status, unknown.data)


async def test_asking_again_at_once_mails_nothing_more(stage: Stage) -> None:
    link = await public_link(stage)
    for email in ("dora@example.com", "DORA@example.com", "dora@EXAMPLE.com"):
        assert (await ask(stage, link, email)).status == 200
    await stage.settle()
    assert len(stage.mailer.sent) == 1


async def test_a_full_link_mails_only_whoever_has_a_place(stage: Stage) -> None:
    link = await public_link(stage, places=1)
    await place(stage, link)
    known, unknown = await ask(stage, link), await ask(stage, link, "erik@example.com")
    assert known.data == unknown.data
    assert known.data["full"] is True
    await stage.settle()
    assert len(codes(stage, "dora@example.com")) == 2
    assert codes(stage, "erik@example.com") == []


async def test_an_old_link_has_expired(stage: Stage) -> None:
    link = await public_link(stage)
    stage.clock.advance(days=14)
    answer = await ask(stage, link)
    assert (answer.status, answer.error["code"]) == (409, "public_link_expired")


async def test_nobody_asks_for_a_place_in_an_archived_assessment(stage: Stage) -> None:
    link = await public_link(stage)
    await stage.call("archive_assessment", as_=link.recruiter, path={"assessmentId": link.assessment_id})
    answer = await ask(stage, link)
    assert (answer.status, answer.error["code"]) == (409, "assessment_not_active")


async def test_nobody_asks_for_a_place_at_a_suspended_tenant(stage: Stage) -> None:
    link = await public_link(stage)
    tenant_id = link.recruiter.tenant_id
    await stage.change(f"tenants/{tenant_id}/tenant/{tenant_id}", state="suspended")
    answer = await ask(stage, link)
    assert (answer.status, answer.error["code"]) == (409, "tenant_not_active")


async def test_a_forged_link_is_nobodys(stage: Stage) -> None:
    link = await public_link(stage)
    tenant_id, id, signature = link.token.split(".")
    for token in (
        "nonsense",
        f"{tenant_id}.{id}.{'0' * len(signature)}",
        f"{tenant_id}.{link.id}-1.{signature}",
        link_token(LINK_KIND, tenant_id, id),
        link_token("public-link", tenant_id, f"{link.id}-1"),
        link_token("public-link", tenant_id, "x"),
        link_token("public-link", await stage.tenant(), id),
    ):
        answer = await stage.call("request_place", body={"token": token, "email": "d@example.com", "name": NAME})
        assert (answer.status, answer.error["code"]) in ((404, "public_link_not_found"), (404, "not_found")), token


@pytest.mark.parametrize("email", ["dora", "dora@", "a b@example.com", ""])
async def test_a_bad_address_is_named(stage: Stage, email: str) -> None:
    answer = await ask(stage, await public_link(stage), email)
    assert answer.status == 400
    assert [each["pointer"] for each in answer.error["details"]] == ["/email"]


async def test_one_address_of_the_network_asks_so_often_and_no_more(stage: Stage) -> None:
    assert PLACES.counted_by is CountedBy.ADDRESS
    link = await public_link(stage)
    answers = [await ask(stage, link) for _ in range(PLACES.quota + 1)]
    assert [answer.status for answer in answers] == [200] * PLACES.quota + [429]


async def test_a_request_that_nobody_confirms_is_forgotten_in_a_day(stage: Stage) -> None:
    link = await public_link(stage)
    await code_for(stage, link)
    stage.clock.advance(hours=23)
    await stage.settle()
    assert len(await stage.documents("placeRequests")) == 1
    stage.clock.advance(hours=1)
    await stage.settle()
    assert await stage.documents("placeRequests") == []
