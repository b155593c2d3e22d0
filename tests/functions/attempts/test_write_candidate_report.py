import io
from dataclasses import replace

import pytest
from pypdf import PdfReader

from shared.auth.roles import Role
from shared.domain.attempts.events import CandidateReportRequested
from tests.fixtures.attempts import Sitting, finish, running_attempt, save, scored_attempt
from tests.fixtures.grading import assigned, submit
from tests.fixtures.integrity import attempt_with_findings
from tests.fixtures.pdfs import spoken
from tests.fixtures.score_bundles import attempt_of_all_kinds, exported_file
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    sitting = await scored_attempt(stage)
    operation = (await stage.call("create_candidate_report", as_=sitting.recruiter, path=sitting.path)).data
    return Arranged(event=CandidateReportRequested(export_id=operation["id"]), tenant_id=sitting.tenant_id)


async def text_of(stage: Stage, sitting: Sitting) -> str:
    return spoken(await exported_file(stage, sitting, "create_candidate_report"))


async def test_the_pdf_says_what_the_json_says(stage: Stage) -> None:
    sitting = await attempt_of_all_kinds(stage)
    report = (await stage.call("get_candidate_report", as_=sitting.recruiter, path=sitting.path)).data
    text = await text_of(stage, sitting)
    for name in ("candidateName", "candidateEmail", "assessmentTitle"):
        assert report[name] in text
    assert f"{report['points']} of {report['maxPoints']} points ({report['scorePercent']} %)" in text
    for question in report["sections"][0]["questions"]:
        assert question["title"] in text
        assert f"{question['points']} of {question['maxPoints']}" in text
        for test in question["tests"]:
            assert f"{test['id']} {'yes' if test['visible'] else 'no'} {test['verdict']} {test['points']}" in text


async def test_it_has_released_comments_and_no_private_notes(stage: Stage) -> None:
    graded = await assigned(stage, markers=1, assessment={"results": {"shown": "on_release"}})
    await submit(stage, graded.graders[0], comment="Очень хорошо.", privateNotes="Hire at once.")
    await stage.settle()
    assert "Очень хорошо." not in await text_of(stage, graded.sitting)
    await stage.call("release_results", as_=graded.lead, path={"assessmentId": graded.sitting.assessment_id})
    await stage.settle()
    text = await text_of(stage, graded.sitting)
    assert "Comments on Queues Grader 1, 10.00 points Очень хорошо." in text
    assert "Hire at once." not in text


async def test_it_has_what_was_noticed_with_the_candidates_answer(stage: Stage) -> None:
    sitting = await attempt_with_findings(stage)
    [finding, *_] = (await stage.call("list_my_findings", as_=sitting.candidate, path=sitting.path)).data["findings"]
    path = {**sitting.path, "findingId": finding["id"]}
    said = {"text": "I looked at my own notes."}
    assert (await stage.call("answer_finding", as_=sitting.candidate, path=path, body=said)).status == 200
    sitting = replace(sitting, recruiter=await stage.signed_in_again(sitting.recruiter))
    text = await text_of(stage, sitting)
    assert " ".join(finding["statement"].split()) in text
    assert "I looked at my own notes." in text
    assert "not looked at by the team yet" in text


async def test_it_tells_the_time_of_each_question(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    stage.clock.advance(seconds=75)
    await save(stage, sitting)
    await finish(stage, sitting)
    await stage.settle()
    assert "AC, python 1 min 15 s 10.00 of 10" in await text_of(stage, sitting)


async def test_it_has_the_tenants_name_and_colour(stage: Stage) -> None:
    sitting = await scored_attempt(stage)
    admin = await stage.member(Role.ADMIN, tenant_id=sitting.tenant_id)
    body = {"name": "Zoë & Søn", "branding": {"primaryColor": "#ff0000"}}
    assert (await stage.call("update_tenant", as_=admin, path={"tenantId": admin.tenant_id}, body=body)).status == 200
    content = await exported_file(stage, sitting, "create_candidate_report")
    assert "Zoë & Søn" in spoken(content)
    [page, *_] = PdfReader(io.BytesIO(content)).pages
    contents = page.get_contents()
    assert contents is not None
    assert b"1 0 0 rg" in contents.get_data()


async def test_after_an_erasure_a_report_names_nobody(stage: Stage) -> None:
    sitting = await scored_attempt(stage)
    admin = await stage.member(Role.ADMIN, tenant_id=sitting.tenant_id)
    await stage.call("erase_candidate", as_=admin, path={"invitationId": sitting.invitation_id})
    await stage.settle()
    text = await text_of(stage, sitting)
    assert "Erased candidate" in text
    assert "Carl" not in text
