import hashlib
import io
import json
from zipfile import ZipFile

import pytest

from shared.domain.attempts.events import ScoreBundleRequested
from shared.domain.attempts.score_bundles import check_score
from shared.engines.score_bundles.reading import open_bundle
from shared.engines.scoring.verdicts import Verdict
from shared.errors import DependencyUnavailable
from tests.fixtures.attempts import attempt_being_scored, run_ends, scored_attempt
from tests.fixtures.grading import override
from tests.fixtures.rescoring import mended_question, points, rescored
from tests.fixtures.score_bundles import attempt_of_all_kinds, bundle_of, key_of
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    sitting = await scored_attempt(stage)
    operation = (await stage.call("export_score_bundle", as_=sitting.recruiter, path=sitting.path)).data
    return Arranged(event=ScoreBundleRequested(export_id=operation["id"]), tenant_id=sitting.tenant_id)


async def test_the_score_comes_out_again_whatever_was_asked(stage: Stage) -> None:
    sitting = await attempt_of_all_kinds(stage)
    bundle = open_bundle(await bundle_of(stage, sitting), key_of(stage, sitting))
    assert bundle.problems == []
    assert list(check_score(bundle)) == []
    result = (await stage.call("get_attempt_results", as_=sitting.recruiter, path=sitting.path)).data
    assert (bundle.manifest["points"], bundle.manifest["maxPoints"]) == (result["points"], result["maxPoints"])
    assert bundle.manifest["attemptId"] == sitting.invitation_id


async def test_partial_credit_comes_out_again(stage: Stage) -> None:
    sitting = await attempt_being_scored(stage)
    event = await run_ends(stage, sitting, verdicts={"negative": Verdict.WA})
    await stage.deliver("collect_attempt_results", stage.envelope(event, sitting.tenant_id))
    bundle = open_bundle(await bundle_of(stage, sitting), key_of(stage, sitting))
    assert (bundle.problems, list(check_score(bundle)), bundle.manifest["points"]) == ([], [], "5.00")


async def test_each_test_is_there_with_its_hash_hidden_ones_as_well(stage: Stage) -> None:
    sitting = await scored_attempt(stage)
    bundle = open_bundle(await bundle_of(stage, sitting))
    assert bundle.files["questions/001/tests/negative.in"] == b"-5 2\n"
    listed = {each["path"]: each["sha256"] for each in bundle.manifest["files"]}
    assert listed["questions/001/tests/negative.ans"] == hashlib.sha256(b"-3\n").hexdigest()


async def test_nothing_in_it_says_who_the_candidate_is(stage: Stage) -> None:
    sitting = await scored_attempt(stage)
    with ZipFile(io.BytesIO(await bundle_of(stage, sitting))) as archive:
        text = b"".join(archive.read(name) for name in archive.namelist())
    assert b"Carl" not in text
    assert b"carl@example.com" not in text


async def test_after_a_rescoring_the_newer_version_is_in_it_and_the_result_before(stage: Stage) -> None:
    mended = await mended_question(stage)
    before = await points(stage, mended.hurt)
    path = {"rescoringId": await rescored(stage, mended)}
    assert (await stage.call("apply_rescoring", as_=mended.recruiter, path=path)).status == 202
    await stage.settle()
    bundle = open_bundle(await bundle_of(stage, mended.hurt), key_of(stage, mended.hurt))
    assert (bundle.problems, list(check_score(bundle))) == ([], [])
    assert bundle.manifest["points"] == await points(stage, mended.hurt) != before
    [change] = json.loads(bundle.files["history.json"])
    assert (change["version"], change["earlier"]["result"]["points"]) == (2, before)
    assert json.loads(bundle.files["questions/001/question.json"])["version"] == 2


async def test_points_that_people_gave_are_vouched_for_by_the_history(stage: Stage) -> None:
    sitting = await scored_attempt(stage)
    assert (await override(stage, sitting)).status == 200
    bundle = open_bundle(await bundle_of(stage, sitting), key_of(stage, sitting))
    assert (bundle.problems, list(check_score(bundle)), bundle.manifest["points"]) == ([], [], "7.50")
    [change] = json.loads(bundle.files["history.json"])
    assert (change["version"], change["decidedBy"]) == (None, sitting.recruiter.user_id)
    bundle.files["history.json"] = b"[]"
    assert any("no word of it" in each for each in check_score(bundle))


async def test_a_file_store_that_is_down_only_delays_it(stage: Stage) -> None:
    sitting = await scored_attempt(stage)
    operation = (await stage.call("export_score_bundle", as_=sitting.recruiter, path=sitting.path)).data
    event = stage.envelope(ScoreBundleRequested(export_id=operation["id"]), sitting.tenant_id)
    put = stage.files.put

    async def down(*_: object, **__: object) -> None:
        raise DependencyUnavailable("down")

    stage.files.put = down
    assert await stage.deliver("write_score_bundle", event) == 204
    stage.files.put = put
    stage.clock.advance(minutes=1)
    assert await stage.deliver("write_score_bundle", event) == 204
    answer = await stage.call("get_operation", as_=sitting.recruiter, path={"operationId": operation["id"]})
    assert answer.data["status"] == "succeeded"
