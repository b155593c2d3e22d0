from itertools import pairwise
from typing import Any

import pytest

from shared.data.store import Create
from tests.fixtures.analytics import Exam, an_exam, sat
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def declared(stage: Stage, exam: Exam, id: str, **what: str) -> None:
    data = {"id": id, "assessmentId": exam.assessment_id, "declared": what, "schemaVersion": 1}
    path = f"tenants/{exam.tenant_id}/demographics/{id}"
    await stage.store.commit([Create(path, {**data, "tenantId": exam.tenant_id})])


async def an_exam_of_groups(stage: Stage, **groups: tuple[int, int]) -> Exam:
    """Store attempts of people who declared a gender: so many with all points, so many with none."""
    exam = await an_exam(stage)
    for gender, numbers in groups.items():
        for points, number in zip((10, 0), numbers, strict=True):
            for place in range(number):
                id = await sat(stage, exam, f"{gender}-{points}-{place}", coding=points, choice=points)
                await declared(stage, exam, id, gender=gender)
    return exam


async def previewed(stage: Stage, exam: Exam, percent: str = "60") -> Any:
    query = {"percent": percent}
    return (await stage.call("preview_cut_score", as_=exam.recruiter, path=exam.path, query=query)).data


async def arrange(stage: Stage) -> Arranged:
    exam = await an_exam_of_groups(stage, man=(1, 1))
    return Arranged(as_=exam.recruiter, path=exam.path, query={"percent": "60"})


async def test_exactly_four_fifths_is_not_flagged_and_less_is(stage: Stage) -> None:
    exam = await an_exam_of_groups(stage, man=(15, 5), woman=(12, 8), non_binary=(11, 9))
    found = await previewed(stage, exam)
    assert (found["attempts"], found["passing"], found["passingPercent"]) == (60, 38, 63.3)
    gender = next(each for each in found["attributes"] if each["attribute"] == "gender")
    shown = {each["group"]: (each["passing"], each["ratioPercent"], each["flagged"]) for each in gender["groups"]}
    assert shown == {"man": (15, 100.0, False), "woman": (12, 80.0, False), "non_binary": (11, 73.3, True)}
    p_values = {each["group"]: each["pValue"] for each in gender["groups"]}
    assert p_values["man"] is None
    assert p_values["non_binary"] == pytest.approx(0.3203, abs=0.0005)


async def test_a_small_group_and_whoever_covers_it_are_not_told(stage: Stage) -> None:
    exam = await an_exam_of_groups(stage, man=(10, 10), woman=(4, 4), another=(1, 1))
    gender = (await previewed(stage, exam))["attributes"][0]
    assert [each["group"] for each in gender["groups"]] == ["man"]
    assert gender["hiddenGroups"] == 2
    assert "another" not in str(gender)


async def test_without_enough_declarations_there_is_nothing_to_tell_of_groups(stage: Stage) -> None:
    exam = await an_exam_of_groups(stage, man=(2, 2))
    found = await previewed(stage, exam)
    assert (found["attempts"], found["passing"]) == (4, 2)
    assert all(each["groups"] == [] and each["cutPercent"] is None for each in found["attributes"])


async def test_moving_the_cut_past_one_person_tells_nothing_of_them(stage: Stage) -> None:
    exam = await an_exam(stage)
    for points in range(11):
        for place in range(2):
            id = await sat(stage, exam, f"{points}-{place}", coding=points, choice=points)
            await declared(stage, exam, id, gender=("man", "woman")[place])
    counts: set[tuple[int, ...]] = set()
    for percent in range(0, 101, 5):
        gender = (await previewed(stage, exam, str(percent)))["attributes"][0]
        counts.add(tuple(each["passing"] for each in gender["groups"]))
    passing = sorted(sum(each) for each in counts)
    assert len(passing) > 1
    assert all(more - fewer >= 5 for fewer, more in pairwise(passing))


async def test_whoever_comes_alone_changes_no_groups_numbers(stage: Stage) -> None:
    exam = await an_exam_of_groups(stage, man=(6, 4), woman=(5, 5))
    before = (await previewed(stage, exam))["attributes"]
    stage.clock.advance(seconds=1)
    await declared(stage, exam, await sat(stage, exam, "late"), gender="woman")
    after = await previewed(stage, exam)
    assert after["attempts"] == 21
    assert after["attributes"] == before


@pytest.mark.parametrize("percent", ["", "-1", "100.01", "101", "1e1", "60.123", "NaN", "٦٠"])
async def test_a_cut_that_is_no_percentage_is_refused(stage: Stage, percent: str) -> None:
    exam = await an_exam(stage)
    answer = await stage.call("preview_cut_score", as_=exam.recruiter, path=exam.path, query={"percent": percent})
    assert (answer.status, answer.error["details"][0]["pointer"]) == (400, "/percent")
