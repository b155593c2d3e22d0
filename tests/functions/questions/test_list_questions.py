from typing import Any

import pytest

from shared.auth.roles import Role
from tests.fixtures.examples import OTHER_KINDS, draft_question, published_question
from tests.fixtures.stage import Arranged, SignedIn, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    recruiter = await stage.member(Role.RECRUITER)
    viewer = await stage.member(Role.VIEWER, tenant_id=recruiter.tenant_id)
    await draft_question(stage, recruiter)
    return Arranged(as_=viewer)


async def five(stage: Stage) -> tuple[SignedIn, list[str]]:
    recruiter = await stage.member(Role.RECRUITER)
    ids: list[str] = []
    for number in range(5):
        stage.clock.advance(minutes=1)
        ids.append(await draft_question(stage, recruiter, title=f"Question {number}"))
    return recruiter, ids


async def test_the_newest_come_first(stage: Stage) -> None:
    recruiter, ids = await five(stage)
    answer = await stage.call("list_questions", as_=recruiter)
    assert [each["id"] for each in answer.data] == ids[::-1]
    assert answer.body["meta"]["pagination"] == {}


async def test_cursors_lead_through_every_question_once(stage: Stage) -> None:
    recruiter, ids = await five(stage)
    seen: list[str] = []
    cursor: dict[str, str] = {}
    for size in (2, 2, 1):
        answer = await stage.call("list_questions", as_=recruiter, query={"limit": "2", "sort": "createdAt", **cursor})
        assert len(answer.data) == size
        seen += [each["id"] for each in answer.data]
        cursor = {"cursor": answer.body["meta"]["pagination"].get("nextCursor")}
    assert seen == ids
    assert cursor == {"cursor": None}


async def test_the_total_is_counted_on_request(stage: Stage) -> None:
    recruiter, _ = await five(stage)
    answer = await stage.call("list_questions", as_=recruiter, query={"limit": "2", "count": "true"})
    assert answer.body["meta"]["pagination"]["totalCount"] == 5


async def test_the_status_filters(stage: Stage) -> None:
    recruiter, _ = await five(stage)
    published = await published_question(stage, recruiter)
    answer = await stage.call("list_questions", as_=recruiter, query={"status": "published", "count": "true"})
    assert [each["id"] for each in answer.data] == [published]
    assert answer.body["meta"]["pagination"] == {"totalCount": 1}


async def test_another_tenant_sees_none_of_them(stage: Stage) -> None:
    await five(stage)
    answer = await stage.call("list_questions", as_=await stage.member(Role.OWNER))
    assert answer.data == []


async def test_a_cursor_works_only_for_its_own_tenant_and_listing(stage: Stage) -> None:
    recruiter, _ = await five(stage)
    page = await stage.call("list_questions", as_=recruiter, query={"limit": "2"})
    cursor = page.body["meta"]["pagination"]["nextCursor"]
    stranger = await stage.member(Role.OWNER)
    for caller, query in [
        (stranger, {"cursor": cursor}),
        (recruiter, {"cursor": cursor, "status": "draft"}),
        (recruiter, {"cursor": cursor, "sort": "createdAt"}),
        (recruiter, {"cursor": cursor[:-2]}),
        (recruiter, {"cursor": "é"}),
    ]:
        answer = await stage.call("list_questions", as_=caller, query=query)
        assert (answer.status, answer.error["code"]) == (400, "invalid_cursor"), query


@pytest.mark.parametrize(
    ("query", "pointer"),
    [
        ({"limit": "-1"}, "/limit"),
        ({"limit": "many"}, "/limit"),
        ({"limit": ["1", "2"]}, "/limit"),
        ({"count": "perhaps"}, "/count"),
        ({"status": "lost"}, "/status"),
        ({"offset": "3"}, "/offset"),
    ],
)
async def test_a_wrong_parameter_is_named(stage: Stage, query: dict[str, str], pointer: str) -> None:
    answer = await stage.call("list_questions", as_=await stage.member(Role.VIEWER), query=query)
    assert answer.status == 400
    assert [each["pointer"] for each in answer.error["details"]] == [pointer]


async def test_a_sort_that_is_not_offered_is_refused(stage: Stage) -> None:
    answer = await stage.call("list_questions", as_=await stage.member(Role.VIEWER), query={"sort": "content"})
    assert (answer.status, answer.error["code"]) == (400, "invalid_sort")


async def labelled(
    stage: Stage, recruiter: SignedIn, title: str, labels: dict[str, Any], kind: str = "numeric"
) -> None:
    stage.clock.advance(minutes=1)
    content = OTHER_KINDS[kind] | {"title": title}
    answer = await stage.call("create_question", as_=recruiter, body={"content": content, "labels": labels})
    assert answer.status == 201, answer.body


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ({"tag": "graphs"}, ["C", "A"]),
        ({"tag": "  Graphs "}, ["C", "A"]),
        ({"skill": "sql"}, ["B"]),
        ({"difficulty": "hard"}, ["C", "B"]),
        ({"kind": "free_text"}, ["B"]),
        ({"kind": "numeric", "difficulty": "hard", "tag": "graphs"}, ["C"]),
        ({"tag": "graphs", "sort": "createdAt"}, ["A", "C"]),
        ({"tag": "nobody's"}, []),
    ],
)
async def test_kind_difficulty_tag_and_skill_filter(stage: Stage, query: dict[str, str], titles: list[str]) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    await labelled(stage, recruiter, "A", {"tags": ["Graphs", "warm-up"], "difficulty": "easy"})
    await labelled(stage, recruiter, "B", {"skills": ["SQL"], "difficulty": "hard"}, kind="free_text")
    await labelled(stage, recruiter, "C", {"tags": ["graphs"], "difficulty": "hard"})
    answer = await stage.call("list_questions", as_=recruiter, query=query)
    assert [each["title"] for each in answer.data] == titles


async def test_a_tag_and_a_skill_at_once_are_for_the_search(stage: Stage) -> None:
    query = {"tag": "a", "skill": "b"}
    answer = await stage.call("list_questions", as_=await stage.member(Role.VIEWER), query=query)
    assert answer.status == 400
    assert [(each["pointer"], each["code"]) for each in answer.error["details"]] == [("/skill", "one_list_at_a_time")]
