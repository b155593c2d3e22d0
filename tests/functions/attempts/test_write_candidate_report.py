import io

import pytest
from pypdf import PdfReader

from shared.auth.roles import Role
from shared.domain.attempts.events import CandidateReportRequested
from tests.fixtures.attempts import Sitting, scored_attempt
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
