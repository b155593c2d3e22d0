import pytest

from tests.fixtures.stage import SignedIn, Stage
from tests.fixtures.toys import about, call, change_note, create_note, get_note

pytestmark = pytest.mark.anyio


async def noted(stage: Stage) -> tuple[SignedIn, str, str]:
    """Return a member, a note's id and its ETag."""
    member = await stage.member()
    note_id = (await call(stage, create_note, as_=member, body={"text": "first"})).data["id"]
    return member, note_id, (await about(stage, get_note, note_id, as_=member)).headers["etag"]


async def test_what_has_not_changed_is_304_without_a_body(stage: Stage) -> None:
    member, note_id, etag = await noted(stage)
    answer = await about(stage, get_note, note_id, as_=member, headers={"if-none-match": etag})
    assert (answer.status, answer.body, answer.headers["etag"]) == (304, None, etag)


async def test_what_has_changed_comes_whole(stage: Stage) -> None:
    member, note_id, etag = await noted(stage)
    await about(stage, change_note, note_id, as_=member, body={"text": "second"})
    answer = await about(stage, get_note, note_id, as_=member, headers={"if-none-match": etag})
    assert (answer.status, answer.data["text"]) == (200, "second")


async def test_a_change_answers_with_the_new_etag(stage: Stage) -> None:
    member, note_id, etag = await noted(stage)
    changed = await about(stage, change_note, note_id, as_=member, body={"text": "second"}, headers={"if-match": etag})
    assert changed.status == 200
    assert changed.headers["etag"] != etag
    assert (await about(stage, get_note, note_id, as_=member)).headers["etag"] == changed.headers["etag"]


async def test_a_change_of_an_older_version_is_412_and_changes_nothing(stage: Stage) -> None:
    member, note_id, etag = await noted(stage)
    await about(stage, change_note, note_id, as_=member, body={"text": "second"})
    answer = await about(stage, change_note, note_id, as_=member, body={"text": "third"}, headers={"if-match": etag})
    assert (answer.status, answer.error["code"]) == (412, "stale_version")
    assert (await about(stage, get_note, note_id, as_=member)).data["text"] == "second"


@pytest.mark.parametrize("etag", ['"nonsense"', "nonsense", 'W/"1"', ""])
async def test_an_etag_that_was_never_given_is_412(stage: Stage, etag: str) -> None:
    member, note_id, _ = await noted(stage)
    answer = await about(stage, change_note, note_id, as_=member, body={"text": "x"}, headers={"if-match": etag})
    assert answer.status == 412


async def test_any_version_will_do_for_a_star(stage: Stage) -> None:
    member, note_id, _ = await noted(stage)
    answer = await about(stage, change_note, note_id, as_=member, body={"text": "x"}, headers={"if-match": "*"})
    assert answer.status == 200


async def test_a_condition_on_nothing_does_not_tell_versions(stage: Stage) -> None:
    member, _, etag = await noted(stage)
    stranger = await stage.member()
    _, note_id, _ = await noted(stage)
    for headers in ({"if-match": etag}, {}):
        answer = await about(stage, change_note, note_id, as_=stranger, body={"text": "x"}, headers=headers)
        assert answer.status in (404, 412)
    assert member.tenant_id != stranger.tenant_id
