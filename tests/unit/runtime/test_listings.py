import pytest

from tests.fixtures.stage import SignedIn, Stage
from tests.fixtures.toys import call, create_note, list_notes

pytestmark = pytest.mark.anyio


async def notes(stage: Stage, count: int) -> SignedIn:
    member = await stage.member()
    for number in range(count):
        await call(stage, create_note, as_=member, body={"text": f"note {number}"})
        stage.clock.advance(seconds=1)
    return member


async def test_pages_follow_each_other_to_the_end(stage: Stage) -> None:
    member = await notes(stage, 5)
    texts: list[str] = []
    query: dict[str, str] = {"limit": "2"}
    while True:
        answer = await call(stage, list_notes, as_=member, query=query)
        assert "totalCount" not in answer.body["meta"]["pagination"]
        texts += [note["text"] for note in answer.data]
        cursor = answer.body["meta"]["pagination"].get("nextCursor")
        if cursor is None:
            break
        query["cursor"] = cursor
    assert texts == [f"note {number}" for number in reversed(range(5))]


@pytest.mark.parametrize("cursor", ["x", "é", "A" * 40, "%%%", "=", "A" * 2_001])
async def test_a_cursor_that_is_none_is_400(stage: Stage, cursor: str) -> None:
    answer = await call(stage, list_notes, as_=await notes(stage, 2), query={"cursor": cursor})
    assert answer.status == 400


async def test_a_cursor_belongs_to_its_tenant_filter_and_order(stage: Stage) -> None:
    member = await notes(stage, 3)
    stranger = await stage.member()
    first = await call(stage, list_notes, as_=member, query={"limit": "1"})
    cursor = first.body["meta"]["pagination"]["nextCursor"]
    for who, more in ((stranger, {}), (member, {"text": "note 1"}), (member, {"sort": "text"})):
        answer = await call(stage, list_notes, as_=who, query={"cursor": cursor, **more})
        assert (answer.status, answer.error["code"]) == (400, "invalid_cursor")
    forged = ("A" if cursor[0] != "A" else "B") + cursor[1:]
    assert (await call(stage, list_notes, as_=member, query={"cursor": forged, "limit": "1"})).status == 400


@pytest.mark.parametrize("sort", ["id", "-text", "text,createdAt", ",", "-"])
async def test_an_order_that_is_not_offered_is_400(stage: Stage, sort: str) -> None:
    answer = await call(stage, list_notes, as_=await stage.member(), query={"sort": sort})
    assert (answer.status, answer.error["code"]) == (400, "invalid_sort")


async def test_an_empty_tenant_lists_nothing(stage: Stage) -> None:
    answer = await call(stage, list_notes, as_=await stage.member(), query={"count": "true"})
    assert answer.data == []
    assert answer.body["meta"]["pagination"] == {"totalCount": 0}
