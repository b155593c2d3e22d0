import pytest

from shared.auth.roles import Role
from tests.fixtures.examples import SUM_CONTENT, draft_question, publish
from tests.fixtures.stage import Answer, Arranged, SignedIn, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    recruiter = await stage.member(Role.RECRUITER)
    await draft_question(stage, recruiter, title="Shortest path")
    await stage.settle()
    return Arranged(as_=recruiter, query={"q": "shortest"})


async def search(stage: Stage, member: SignedIn, q: str, **query: str) -> Answer:
    return await stage.call("search_questions", as_=member, query={"q": q, **query})


async def titles(stage: Stage, member: SignedIn, q: str, **query: str) -> list[str]:
    return [each["title"] for each in (await search(stage, member, q, **query)).data]


async def test_questions_are_found_by_title_prompt_beginnings_and_typos(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    await draft_question(stage, recruiter, title="Shortest path", prompt="Find your way through a labyrinth.")
    await draft_question(stage, recruiter, title="Labyrinth", prompt="Count the dead ends.")
    await stage.settle()
    assert await titles(stage, recruiter, "labyrinth") == ["Labyrinth", "Shortest path"]
    assert await titles(stage, recruiter, "short") == ["Shortest path"]
    assert await titles(stage, recruiter, "labirynth") == []
    assert await titles(stage, recruiter, "labyrnith") == ["Labyrinth", "Shortest path"]
    assert await titles(stage, recruiter, "SHORTEST labyrinth") == ["Shortest path"]


async def test_an_edited_question_is_found_as_it_is(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    question_id = await draft_question(stage, recruiter, title="Old name")
    await stage.settle()
    body = {"content": {"title": "Fresh name"}}
    await stage.call("update_question", as_=recruiter, path={"questionId": question_id}, body=body)
    await stage.settle()
    assert await titles(stage, recruiter, "fresh") == ["Fresh name"]
    assert await titles(stage, recruiter, "old") == []


async def test_they_are_filtered_by_status_kind_and_language(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    question_id = await draft_question(stage, recruiter, title="Sum one")
    await draft_question(stage, recruiter, title="Sum two")
    await publish(stage, recruiter, question_id)
    await stage.settle()
    assert await titles(stage, recruiter, "sum", status="published") == ["Sum one"]
    assert await titles(stage, recruiter, "sum", status="draft") == ["Sum two"]
    assert len(await titles(stage, recruiter, "sum", kind="coding", language="python")) == 2
    assert await titles(stage, recruiter, "sum", language="cobol") == []


async def test_pages_follow_each_other_without_gap_or_repetition(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    for number in range(5):
        await draft_question(stage, recruiter, title=f"Sum {number}")
    await stage.settle()
    found: list[str] = []
    query = {"limit": "2", "count": "true"}
    for size in (2, 2, 1):
        answer = await search(stage, recruiter, "sum", **query)
        assert len(answer.data) == size
        assert answer.body["meta"]["pagination"]["totalCount"] == 5
        found += [each["id"] for each in answer.data]
        query["cursor"] = answer.body["meta"]["pagination"].get("nextCursor", "")
    assert query["cursor"] == ""
    assert len(set(found)) == 5


async def test_a_cursor_is_good_for_its_own_search_only(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    for number in range(2):
        await draft_question(stage, recruiter, title=f"Sum {number}")
    await stage.settle()
    cursor = (await search(stage, recruiter, "sum", limit="1")).body["meta"]["pagination"]["nextCursor"]
    stranger = await stage.member(Role.RECRUITER)
    for member, q in ((recruiter, "su"), (stranger, "sum")):
        answer = await search(stage, member, q, limit="1", cursor=cursor)
        assert (answer.status, answer.error["code"]) == (400, "invalid_cursor")


async def test_another_tenants_questions_are_never_found(stage: Stage) -> None:
    await draft_question(stage, await stage.member(Role.RECRUITER), title="Secret")
    await stage.settle()
    assert await titles(stage, await stage.member(Role.RECRUITER), "secret") == []


async def test_what_is_gone_but_not_yet_from_the_index_is_left_out(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    question_id = await draft_question(stage, recruiter, title="Sum")
    await stage.settle()
    from shared.data.store import Delete

    await stage.store.commit([Delete(f"tenants/{recruiter.tenant_id}/questions/{question_id}")])
    assert await titles(stage, recruiter, "sum") == []


async def test_they_are_found_by_labels_and_filtered_by_tag_skill_and_difficulty(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    for title, labels in (
        ("Sum one", {"tags": ["Graph Theory"], "skills": ["python"], "difficulty": "hard"}),
        ("Sum two", {"tags": ["graph theory"], "difficulty": "easy"}),
    ):
        body = {"content": SUM_CONTENT | {"title": title}, "labels": labels}
        await stage.call("create_question", as_=recruiter, body=body)
    await stage.settle()
    assert await titles(stage, recruiter, "sum", tag="GRAPH theory", skill="Python") == ["Sum one"]
    assert await titles(stage, recruiter, "sum", difficulty="easy") == ["Sum two"]
    assert await titles(stage, recruiter, "graph", difficulty="hard") == ["Sum one"]
    assert await titles(stage, recruiter, "sum", tag="graph") == []
