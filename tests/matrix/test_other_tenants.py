"""Another tenant's ids in each place of a request: never its data, never a change to it."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from tests.fixtures.stage import Arranged, Stage
from tests.matrix.arrangements import NO_TENANTS_IDS, arranged, http_declaration, tenant_names

pytestmark = [pytest.mark.anyio, pytest.mark.thorough]

Place = tuple[str | int, ...]


@pytest.mark.parametrize("name", tenant_names())
async def test_another_tenants_id_in_any_place_yields_nothing_of_it(name: str, stage: Stage) -> None:
    call, other = await arranged(name, stage), await arranged(name, stage)
    assert call.as_ is not None
    assert other.as_ is not None
    theirs = await documents_of(stage, other.as_.tenant_id)
    ids = {path.rpartition("/")[2] for path in theirs}
    secrets = texts(theirs) - texts(await documents_of(stage, call.as_.tenant_id))
    for where, foreign, changed in [*swapped(call, other, ids), *asked_for(name, call, ids)]:
        answer = await stage.arranged(name, changed)
        if where == "path" and name not in NO_TENANTS_IDS:
            assert answer.status in (403, 404), (foreign, answer.body)
        assert answer.status < 500, (where, foreign)
        told = json.dumps(answer.body)
        assert [text for text in secrets if text in told and text not in foreign] == [], (where, foreign)
    assert await documents_of(stage, other.as_.tenant_id) == theirs


def swapped(call: Arranged, other: Arranged, ids: set[str]) -> Iterator[tuple[str, str, Arranged]]:
    """Yield the call with one id at a time taken from another tenant's call."""
    for where in ("path", "query", "body"):
        own, foreign = getattr(call, where) or {}, dict(leaves(getattr(other, where) or {}))
        for place, value in leaves(own):
            instead = foreign.get(place)
            if isinstance(instead, str) and instead != value and instead in ids:
                yield where, instead, replace(call, **{where: put(own, place, instead)})


def asked_for(name: str, call: Arranged, ids: set[str]) -> Iterator[tuple[str, str, Arranged]]:
    """Yield a query with each of its filters by id set to each of another tenant's ids."""
    declared = http_declaration(name)
    fields = declared.request_model.model_fields
    names = [field.alias or key for key, field in fields.items() if key.endswith("_id")]
    if not declared.writes:
        for field in set(names) - set(declared.path_parameters):
            for foreign in sorted(ids)[:20]:
                yield "query", foreign, replace(call, query={**call.query, field: foreign})


async def documents_of(stage: Stage, tenant_id: str) -> dict[str, Any]:
    """Return a tenant's documents without the bookkeeping of those who call."""
    return {path: data for path, data in (await stage.snapshot()).items() if path.startswith(f"tenants/{tenant_id}/")}


def texts(documents: dict[str, Any]) -> set[str]:
    """Return every text that says something in some documents, their names included; moments are no secrets."""
    found = {str(value) for _, value in leaves(documents) if isinstance(value, str)}
    named = found | {path.rpartition("/")[2] for path in documents}
    return {text for text in named if len(text) >= 8 and not re.fullmatch(r"[\d-]+", text)}


def leaves(value: Any, place: Place = ()) -> Iterator[tuple[Place, Any]]:
    if isinstance(value, dict | list | tuple):
        items = value.items() if isinstance(value, dict) else enumerate(value)
        for key, each in items:
            yield from leaves(each, (*place, key))
    else:
        yield place, value


def put(value: Any, place: Place, instead: str) -> Any:
    """Return a copy with one leaf replaced."""
    if not place:
        return instead
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[place[0]] = put(value[place[0]], place[1:], instead)
    return copy


async def test_ids_in_the_path_the_query_and_the_body_are_all_swapped(stage: Stage) -> None:
    tried: dict[str, set[str]] = {}
    for name in ("save_answer", "batch_get_questions", "list_attempts", "import_question_package"):
        call, other = await arranged(name, stage), await arranged(name, stage)
        assert other.as_ is not None
        ids = {path.rpartition("/")[2] for path in await documents_of(stage, other.as_.tenant_id)}
        tried[name] = {where for where, _, _ in [*swapped(call, other, ids), *asked_for(name, call, ids)]}
    assert tried["save_answer"] == {"path"}
    assert tried["list_attempts"] == tried["batch_get_questions"] == {"query"}
    assert tried["import_question_package"] == {"body"}
