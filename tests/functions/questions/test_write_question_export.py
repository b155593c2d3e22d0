import csv
import hashlib
import io
import json
from typing import Any

import pytest

from shared.auth.roles import Role
from shared.domain.questions.events import QuestionExportRequested
from shared.errors import DependencyUnavailable
from tests.fixtures.examples import OTHER_KINDS, SUM_CONTENT
from tests.fixtures.question_files import CSV, JSON, YAML, exported_questions, imported_file, imported_rows
from tests.fixtures.stage import Arranged, SignedIn, Stage

pytestmark = pytest.mark.anyio

ROWS: list[dict[str, Any]] = [
    {"externalId": kind, "labels": {"tags": [kind], "skills": ["sql"], "difficulty": "hard"}, "content": content}
    for kind, content in {"coding": SUM_CONTENT, **OTHER_KINDS}.items()
]


async def arrange(stage: Stage) -> Arranged:
    recruiter = await stage.member(Role.RECRUITER)
    operation = (await stage.call("export_questions", as_=recruiter, body={})).data
    return Arranged(event=QuestionExportRequested(export_id=operation["id"]), tenant_id=recruiter.tenant_id)


async def kept(stage: Stage, member: SignedIn) -> dict[str, Any]:
    """Return what a tenant's questions are, by their external ids."""
    return {
        each["externalId"]: (each["content"], each["labels"])
        for each in await stage.documents("questions")
        if each["tenantId"] == member.tenant_id
    }


@pytest.mark.parametrize(("format", "content_type"), [("json", JSON), ("yaml", YAML)])
async def test_an_export_of_every_kind_makes_the_same_bank_elsewhere(
    stage: Stage, format: str, content_type: str
) -> None:
    recruiter, stranger = await stage.member(Role.RECRUITER), await stage.member(Role.RECRUITER)
    await imported_rows(stage, recruiter, *ROWS)
    export = await exported_questions(stage, recruiter, format)
    sha256 = hashlib.sha256(export.content).hexdigest()
    assert (export.result["sha256"], export.result["size"]) == (sha256, len(export.content))
    assert (export.result["written"], export.result["leftOut"], export.result["notes"]) == (len(ROWS), 0, [])
    assert (await imported_file(stage, stranger, export.content, content_type))["result"]["created"] == len(ROWS)
    assert await kept(stage, stranger) == await kept(stage, recruiter) != {}
    assert (await imported_file(stage, recruiter, export.content, content_type))["result"]["unchanged"] == len(ROWS)


async def test_a_table_holds_what_fits_and_tells_of_the_rest(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    await imported_rows(stage, recruiter, *ROWS)
    export = await exported_questions(stage, recruiter, "csv")
    rows = list(csv.DictReader(io.StringIO(export.content.decode())))
    assert sorted(row["kind"] for row in rows) == ["multiple_choice", "numeric"]
    assert (export.result["written"], export.result["leftOut"]) == (2, 3)
    assert {each["code"] for each in export.result["notes"]} == {"fits_no_row"}
    assert (await imported_file(stage, recruiter, export.content, CSV))["result"]["unchanged"] == 2


async def test_no_cell_is_a_formula_and_it_is_still_the_same_text(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    title = "=cmd|' /C calc'!A0"
    scoring = {"minimum": "-2", "maximum": "-1"}
    content = {"kind": "numeric", "title": title, "prompt": "@SUM(A1)", "scoring": scoring}
    await imported_rows(stage, recruiter, {"externalId": "+1", "content": content})
    export = await exported_questions(stage, recruiter, "csv")
    [row] = csv.DictReader(io.StringIO(export.content.decode()))
    formulas = [row[name] for name in ("external_id", "title", "prompt", "minimum")]
    assert formulas == ["'+1", f"'{title}", "'@SUM(A1)", "'-2"]
    assert (await imported_file(stage, recruiter, export.content, CSV))["result"]["unchanged"] == 1


async def test_only_what_was_asked_for_is_in_it(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    await imported_rows(stage, recruiter, *ROWS)
    for chosen in ({"kind": "numeric"}, {"tag": "Numeric"}):
        export = await exported_questions(stage, recruiter, **chosen)
        assert [each["externalId"] for each in json.loads(export.content)] == ["numeric"]
    assert json.loads((await exported_questions(stage, recruiter, difficulty="easy")).content) == []
    assert (await exported_questions(stage, recruiter, "yaml", status="archived")).content == b"[]\n"


async def test_more_than_a_page_is_exported_each_once(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    row = {"content": OTHER_KINDS["numeric"]}
    await imported_rows(stage, recruiter, *(row | {"externalId": str(number)} for number in range(45)))
    found = json.loads((await exported_questions(stage, recruiter)).content)
    assert sorted(int(each["externalId"]) for each in found) == list(range(45))


async def test_tests_that_lie_elsewhere_are_told_of(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    [*visible, hidden] = SUM_CONTENT["tests"]
    stored = hidden | {"stored": True, "input": "", "expectedOutput": ""}
    await imported_rows(stage, recruiter, {"content": SUM_CONTENT | {"tests": [*visible, stored]}})
    [question] = await stage.documents("questions")
    [note] = (await exported_questions(stage, recruiter)).result["notes"]
    assert (note["questionId"], note["code"]) == (question["id"], "test_data_left_out")


async def test_a_file_store_that_is_down_only_delays_it(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    operation = (await stage.call("export_questions", as_=recruiter, body={})).data
    event = stage.envelope(QuestionExportRequested(export_id=operation["id"]), recruiter.tenant_id)
    put = stage.files.put

    async def down(*_: object, **__: object) -> None:
        raise DependencyUnavailable("down")

    stage.files.put = down
    assert await stage.deliver("write_question_export", event) == 204
    stage.files.put = put
    stage.clock.advance(minutes=1)
    assert await stage.deliver("write_question_export", event) == 204
    answer = await stage.call("get_operation", as_=recruiter, path={"operationId": operation["id"]})
    assert answer.data["status"] == "succeeded"


async def test_a_cancelled_export_is_not_written(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    operation = (await stage.call("export_questions", as_=recruiter, body={})).data
    await stage.call("cancel_operation", as_=recruiter, path={"operationId": operation["id"]})
    await stage.settle()
    path = f"tenants/{recruiter.tenant_id}/question-exports/{operation['id']}"
    assert await stage.files.stat(path) is None
