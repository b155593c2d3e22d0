from typing import Any

import pytest

from shared.auth.roles import Role
from tests.fixtures.assessments import numeric_questions, questions_of
from tests.fixtures.examples import draft_question
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio

POOLED = "/sections/0/pools/0"
BODY: dict[str, Any] = {
    "title": "Backend engineer",
    "description": "An hour of Python.",
    "timeLimitMinutes": 60,
}


def asking(*question_ids: str, **changes: Any) -> dict[str, Any]:
    return {"sections": [{"questions": [{"questionId": id, "points": "1"} for id in question_ids]} | changes]}


async def arrange(stage: Stage) -> Arranged:
    recruiter = await stage.member(Role.RECRUITER)
    first, second = [await draft_question(stage, recruiter) for _ in range(2)]
    questions = [{"questionId": first, "points": "2.50"}, {"questionId": second, "points": 10}]
    return Arranged(as_=recruiter, body=BODY | {"sections": [{"questions": questions}]})


async def test_a_new_assessment_is_a_draft_with_its_author(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    answer = await stage.call("create_assessment", as_=recruiter, body=BODY)
    assert answer.status == 201
    assert answer.data["status"] == "draft"
    assert answer.data["createdBy"] == recruiter.user_id
    stored = await stage.document(f"tenants/{recruiter.tenant_id}/assessments/{answer.data['id']}")
    assert stored is not None
    assert stored["title"] == "Backend engineer"


async def test_points_are_exact_text_on_the_wire_and_in_store(stage: Stage) -> None:
    answer = await stage.arranged("create_assessment", await arrange(stage))
    points = [each["points"] for each in questions_of(answer.data)]
    assert points == ["2.50", "10"]
    [stored] = await stage.documents("assessments")
    assert [each["points"] for each in questions_of(stored)] == points


async def test_everything_the_authors_decide_is_kept(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    ids = await numeric_questions(stage, recruiter, 3)
    decided = {
        "instructions": "Read everything first.",
        "difficulty": "medium",
        "sections": [
            {
                "title": "Numbers",
                "instructions": "No calculator.",
                "timeLimitMinutes": 20,
                "questions": [{"questionId": ids[0], "points": "2.5", "penalty": "0.5"}],
                "pools": [{"draw": 1, "questionIds": ids[1:], "points": "5", "penalty": None}],
                "shuffleQuestions": True,
                "shuffleChoices": True,
            }
        ],
        "marking": {"penalty": "0.25", "floor": "question", "passingPercent": "62.50"},
        "retakes": {"attempts": 3, "waitHours": 24},
        "results": {"shown": "on_release", "detail": "questions", "appealDays": 7},
        "practice": False,
    }
    answer = await stage.call("create_assessment", as_=recruiter, body=BODY | decided)
    assert {name: answer.data[name] for name in decided} == decided


async def test_categories_and_tags_have_one_spelling(stage: Stage) -> None:
    body = BODY | {"category": " Back  End ", "tags": ["Python", "python ", "SQL"]}
    answer = await stage.call("create_assessment", as_=await stage.member(Role.RECRUITER), body=body)
    assert (answer.data["category"], answer.data["tags"]) == ("back end", ["python", "sql"])


@pytest.mark.parametrize(
    ("opens", "closes", "instants"),
    [
        ("2026-03-28T09:00", "2026-03-29T09:00", ("2026-03-28T08:00:00Z", "2026-03-29T07:00:00Z")),
        ("2026-10-25T02:30", "2026-10-25T02:30", ("2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z")),
        ("2026-10-25T02:30", None, ("2026-10-25T00:30:00Z", None)),
        (None, None, (None, None)),
    ],
    ids=["across-the-change", "a-repeated-time-opens-early-and-closes-late", "never-closes", "always"],
)
async def test_local_times_become_instants(
    stage: Stage, opens: str | None, closes: str | None, instants: tuple[str | None, str | None]
) -> None:
    body = BODY | {"availability": {"timeZone": "Europe/Berlin", "opens": opens, "closes": closes}}
    answer = await stage.call("create_assessment", as_=await stage.member(Role.RECRUITER), body=body)
    assert (answer.data["opensAt"], answer.data["closesAt"]) == instants


@pytest.mark.parametrize(
    ("availability", "pointer", "code"),
    [
        ({"opens": "2026-03-29T02:30"}, "/availability/opens", "local_time_skipped"),
        ({"closes": "2026-03-29T02:30"}, "/availability/closes", "local_time_skipped"),
        ({"opens": "2026-03-29T12:00", "closes": "2026-03-29T12:00"}, "/availability/closes", "closes_before_opening"),
        ({"opens": "2026-02-30T12:00"}, "/availability/opens", "not_a_local_time"),
        ({"opens": "2026-03-29T12:00Z"}, "/availability/opens", "string_pattern_mismatch"),
        ({"timeZone": "Europe/Atlantis"}, "/availability/timeZone", "unknown_time_zone"),
    ],
)
async def test_a_time_that_is_none_is_named(
    stage: Stage, availability: dict[str, Any], pointer: str, code: str
) -> None:
    body = BODY | {"availability": {"timeZone": "Europe/Berlin"} | availability}
    answer = await stage.call("create_assessment", as_=await stage.member(Role.RECRUITER), body=body)
    assert answer.status == 400
    assert [(each["pointer"], each["code"]) for each in answer.error["details"]] == [(pointer, code)]


async def test_questions_that_are_not_the_tenants_are_named(stage: Stage) -> None:
    recruiter, stranger = await stage.member(Role.RECRUITER), await stage.member(Role.RECRUITER)
    theirs = await draft_question(stage, stranger)
    body = BODY | asking(await draft_question(stage, recruiter), theirs, "nothing", "a/b")
    answer = await stage.call("create_assessment", as_=recruiter, body=body)
    assert (answer.status, answer.error["code"]) == (400, "question_not_found")
    pointers = [each["pointer"] for each in answer.error["details"]]
    assert pointers == [f"/sections/0/questions/{number}/questionId" for number in (1, 2, 3)]


async def test_its_creation_is_audited(stage: Stage) -> None:
    answer = await stage.arranged("create_assessment", await arrange(stage))
    [entry] = await stage.audited("create_assessment")
    assert (entry["action"], entry["target"]) == ("create_assessment", {"assessmentId": answer.data["id"]})


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"title": ""}, "/title"),
        ({"title": None}, "/title"),
        ({"timeLimitMinutes": 0}, "/timeLimitMinutes"),
        ({"timeLimitMinutes": 1441}, "/timeLimitMinutes"),
        ({"timeLimitMinutes": "60"}, "/timeLimitMinutes"),
        ({"timeLimitMinutes": 1.5}, "/timeLimitMinutes"),
        ({"time_limit_minutes": 60}, "/time_limit_minutes"),
        ({"status": "active"}, "/status"),
        ({"questions": []}, "/questions"),
        ({"sections": [{}] * 21}, "/sections"),
        (asking("a", "b", "a"), "/sections/0/questions/2/questionId"),
        (asking("a", pools=[{"draw": 1, "questionIds": ["b", "a"], "points": "1"}]), POOLED + "/questionIds/1"),
        (asking(pools=[{"draw": 3, "questionIds": ["b", "a"], "points": "1"}]), POOLED + "/questionIds"),
        (asking(pools=[{"draw": 0, "questionIds": ["b", "a"], "points": "1"}]), POOLED + "/draw"),
        (asking(pools=[{"draw": 1, "questionIds": [], "points": "1"}]), POOLED + "/questionIds"),
        (asking(*(f"q{n}" for n in range(201))), "/sections/0/questions"),
        ({"sections": [asking(*(f"{part}{n}" for n in range(101)))["sections"][0] for part in "ab"]}, "/sections"),
        (asking("a", timeLimitMinutes=61), "/sections/0/timeLimitMinutes"),
        (asking("a", version=3), "/sections/0/version"),
        (asking(""), "/sections/0/questions/0/questionId"),
        ({"marking": {"penalty": "1.01"}}, "/marking/penalty"),
        ({"marking": {"passingPercent": "100.01"}}, "/marking/passingPercent"),
        ({"marking": {"floor": "ground"}}, "/marking/floor"),
        ({"retakes": {"attempts": 0}}, "/retakes/attempts"),
        ({"retakes": {"waitHours": -1}}, "/retakes/waitHours"),
        ({"results": {"shown": "sometimes"}}, "/results/shown"),
        ({"tags": [""]}, "/tags/0"),
        ({"difficulty": "extreme"}, "/difficulty"),
    ],
)
async def test_a_wrong_field_is_named(stage: Stage, changes: dict[str, Any], pointer: str) -> None:
    answer = await stage.call("create_assessment", as_=await stage.member(Role.RECRUITER), body=BODY | changes)
    assert answer.status == 400
    assert pointer in [each["pointer"] for each in answer.error["details"]]


@pytest.mark.parametrize(
    "points",
    [
        "0",
        0,
        "-1",
        "1000.01",
        1001,
        "2.505",
        2.5,
        "NaN",
        "Infinity",
        "1e2",
        "ten",
        True,
        None,
        "",
        " 1",
        "\N{FULLWIDTH DIGIT ONE}",
    ],
)
async def test_points_that_are_no_fair_number_are_refused(stage: Stage, points: object) -> None:
    body = BODY | {"sections": [{"questions": [{"questionId": "a", "points": points}]}]}
    answer = await stage.call("create_assessment", as_=await stage.member(Role.RECRUITER), body=body)
    assert answer.status == 400
    assert [each["pointer"] for each in answer.error["details"]] == ["/sections/0/questions/0/points"]


async def test_an_archived_question_is_pointed_at(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    ids = await numeric_questions(stage, recruiter, 3)
    for question_id in ids[1:]:
        await stage.call("archive_question", as_=recruiter, path={"questionId": question_id})
    pools = [{"draw": 1, "questionIds": [ids[2]], "points": "1"}]
    answer = await stage.call("create_assessment", as_=recruiter, body=BODY | asking(*ids[:2], pools=pools))
    assert (answer.status, answer.error["code"]) == (400, "question_archived")
    pointers = [each["pointer"] for each in answer.error["details"]]
    assert pointers == ["/sections/0/questions/1/questionId", f"{POOLED}/questionIds/0"]


@pytest.mark.parametrize(
    "results",
    [
        {"shown": "never", "detail": "questions", "appealDays": 7},
        {"shown": "on_release", "detail": "score", "appealDays": 7},
        {"shown": "at_once", "detail": "questions", "appealDays": 91},
        {"shown": "at_once", "detail": "questions", "appealDays": -1},
    ],
)
async def test_nobody_appeals_about_questions_they_do_not_see_nor_for_longer_than_links_last(
    stage: Stage, results: dict[str, Any]
) -> None:
    answer = await stage.call("create_assessment", as_=await stage.member(), body=BODY | {"results": results})
    assert answer.status == 400
    assert answer.error["details"][0]["pointer"].startswith("/results")
