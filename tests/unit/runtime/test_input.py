import pytest

from tests.fixtures.stage import Answer, Stage
from tests.fixtures.toys import about, call, create_note, get_note, list_notes

pytestmark = pytest.mark.anyio


async def sent(stage: Stage, raw: bytes, **headers: str) -> Answer:
    return await call(stage, create_note, as_=await stage.member(), raw=raw, headers=headers)


@pytest.mark.parametrize(
    "raw",
    [
        b"{",
        b"nonsense",
        b"[]",
        b'"text"',
        b"null",
        b'{"text": "a"} trailing',
        b'{"text": "\\ud800"}',
        b'{"text": "\xed\xa0\x80"}',
        b'{"text": "\xff"}',
        b"\xef\xbb\xbf{}",
        b'{"text":' + b"[" * 100_000,
        b"{" + b'"a":{' * 5_000,
        b'{"count": ' + b"9" * 10_000 + b"}",
    ],
)
async def test_what_is_no_json_object_is_malformed(stage: Stage, raw: bytes) -> None:
    answer = await sent(stage, raw)
    assert (answer.status, answer.error["code"]) == (400, "malformed_json")


@pytest.mark.parametrize("raw", [b'{"text": "a\\u0000b"}', b'{"text": "a", "a\\u0000b": 1}'])
async def test_nul_is_refused_wherever_it_stands(stage: Stage, raw: bytes) -> None:
    answer = await sent(stage, raw)
    assert (answer.status, answer.error["details"][0]["code"]) == (400, "nul_character")


@pytest.mark.parametrize(
    ("raw", "pointer", "code"),
    [
        (b"{}", "/text", "missing"),
        (b"", "/text", "missing"),
        (b'{"text": 1}', "/text", "string_type"),
        (b'{"text": null}', "/text", "string_type"),
        (b'{"text": "a", "count": "1"}', "/count", "int_type"),
        (b'{"text": "a", "count": 1.5}', "/count", "int_type"),
        (b'{"text": "a", "count": true}', "/count", "int_type"),
        (b'{"text": "a", "surprise": 1}', "/surprise", "unknown_field"),
        (b'{"text": "a", "tags": [{"name": "x"}, {"nome": "x"}]}', "/tags/1/name", "missing"),
        (b'{"text": "a", "tags": [{"name": "x", "a/b~c": 1}]}', "/tags/0/a~1b~0c", "unknown_field"),
        (b'{"text": "a", "created_at": 1}', "/created_at", "unknown_field"),
        (b'{"text": "' + b"x" * 2_001 + b'"}', "/text", "string_too_long"),
    ],
)
async def test_a_bad_field_is_named_by_pointer_and_code(stage: Stage, raw: bytes, pointer: str, code: str) -> None:
    answer = await sent(stage, raw)
    assert (answer.status, answer.error["code"]) == (400, "invalid_input")
    assert (pointer, code) in [(each["pointer"], each["code"]) for each in answer.error["details"]]


@pytest.mark.parametrize("raw", [b'{"text": "a", "count": NaN}', b'{"text": "a", "count": 1e999}'])
async def test_numbers_that_are_none_are_400(stage: Stage, raw: bytes) -> None:
    assert (await sent(stage, raw)).status == 400


async def test_absurd_nesting_is_refused(stage: Stage) -> None:
    answer = await sent(stage, b'{"text": ' + b"[" * 50 + b"]" * 50 + b"}")
    assert (answer.status, answer.error["details"][0]["code"]) == (400, "too_deep")


async def test_no_value_is_echoed(stage: Stage) -> None:
    answer = await sent(stage, b'{"text": {"password": "hunter2"}}')
    assert "hunter2" not in str(answer.body)


async def test_two_megabytes_are_too_many(stage: Stage) -> None:
    answer = await sent(stage, b'{"text": "' + b"x" * 2_000_000 + b'"}')
    assert (answer.status, answer.error["code"]) == (413, "payload_too_large")
    assert answer.headers["connection"] == "close"


@pytest.mark.parametrize("label", ["text/plain", "application/x-www-form-urlencoded", "", "multipart/form-data"])
async def test_another_content_type_is_415(stage: Stage, label: str) -> None:
    answer = await sent(stage, b'{"text": "a"}', **{"content-type": label})
    assert (answer.status, answer.error["code"]) == (415, "unsupported_media_type")


@pytest.mark.parametrize(
    "label", ["application/json; charset=utf-8", "APPLICATION/JSON", "application/merge-patch+json"]
)
async def test_json_is_json_however_it_is_labelled(stage: Stage, label: str) -> None:
    assert (await sent(stage, b'{"text": "a"}', **{"content-type": label})).status == 201


async def test_text_of_any_script_comes_back_as_it_went(stage: Stage) -> None:
    member = await stage.member()
    text = "Grüße, 世界 👩‍🚀 \u202e \u2028"
    created = await call(stage, create_note, as_=member, body={"text": text})
    assert (await about(stage, get_note, created.data["id"], as_=member)).data["text"] == text


@pytest.mark.parametrize("method", ["PUT", "DELETE", "GET", "PATCH", "TRACE"])
async def test_another_method_is_405(stage: Stage, method: str) -> None:
    answer = await call(stage, create_note, method=method)
    assert (answer.status, answer.headers["allow"]) == (405, "POST")


@pytest.mark.parametrize("path", ["/", "/v1", "/v1/notes/", "/v1/notes/a/b", "/v2/notes", "//v1/notes", "/v1/notes%00"])
async def test_another_path_is_404(stage: Stage, path: str) -> None:
    answer = await call(stage, create_note, path=path)
    assert (answer.status, answer.error["code"]) == (404, "path_not_found")


@pytest.mark.parametrize("note_id", ["nothing", "a b", "..", ".", "__x__", "é", "x" * 200, "a/b", "a\x00b"])
async def test_an_id_that_is_nothings_is_400_or_404(stage: Stage, note_id: str) -> None:
    answer = await about(stage, get_note, note_id, as_=await stage.member())
    assert answer.status in (400, 404)


async def test_a_query_takes_each_parameter_once_and_no_others(stage: Stage) -> None:
    member = await stage.member()
    unknown = await call(stage, list_notes, as_=member, query={"surprise": "1"})
    assert unknown.error["details"][0] == {
        "pointer": "/surprise",
        "code": "unknown_field",
        "message": "there is no such field",
    }
    twice = await call(stage, list_notes, as_=member, query={"text": ["a", "b"]})
    assert (twice.status, twice.error["details"][0]["pointer"]) == (400, "/text")
    assert (await about(stage, get_note, "a", as_=member, query={"noteId": "b"})).status == 400


@pytest.mark.parametrize(("limit", "status"), [("-1", 400), ("x", 400), ("1.5", 400), ("0", 200), ("1000000", 200)])
async def test_a_limit_is_coerced_or_refused(stage: Stage, limit: str, status: int) -> None:
    assert (await call(stage, list_notes, as_=await stage.member(), query={"limit": limit})).status == status


async def test_a_command_takes_no_query_string(stage: Stage) -> None:
    answer = await call(stage, create_note, as_=await stage.member(), body={"text": "a"}, query={"text": "b"})
    assert (answer.status, answer.error["details"][0]["pointer"]) == (400, "/text")


async def test_what_the_path_says_is_not_said_again(stage: Stage) -> None:
    from tests.fixtures.toys import change_note

    answer = await about(stage, change_note, "N", as_=await stage.member(), body={"noteId": "M", "text": "a"})
    assert (answer.status, answer.error["details"][0]["code"]) == (400, "in_path")
