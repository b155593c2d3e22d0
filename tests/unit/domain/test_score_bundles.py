"""Whatever is done to a score bundle is found, and the command tells where."""

import io
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
import rfc8785
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shared.config import config
from shared.domain.attempts.score_bundles import ScoreCheck, check_score
from shared.domain.audit.tree import signer
from shared.engines.merkle.checkpoints import Signer
from shared.engines.score_bundles.reading import open_bundle
from shared.engines.score_bundles.writing import MANIFEST, BundleWriter
from tests.fixtures.attempts import scored_attempt
from tests.fixtures.fake_sandbox import prints
from tests.fixtures.score_bundles import bundle_of, key_of, packed_again
from tests.fixtures.stage import Stage
from tools import ella
from tools.score import run_again

pytestmark = pytest.mark.anyio

FIRST = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@dataclass
class Sealed:
    content: bytes
    key: str
    tenant_id: str

    def parts(self) -> dict[str, bytes]:
        with ZipFile(io.BytesIO(self.content)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}

    def problems(self, content: bytes) -> list[str]:
        return open_bundle(content, self.key).problems

    def sealed_anew(self, path: str, **changes: Any) -> bytes:
        """Return the bundle as whoever holds the key could seal it with other values in one part."""
        parts = self.parts()
        facts = json.loads(parts.pop(MANIFEST))
        del facts["files"]
        value = json.loads(parts[path])
        for place, changed in changes.items():
            target, *names = value, *place.split("__")
            for name in names[:-1]:
                target = target[int(name)] if isinstance(target, list) else target[name]
            target[names[-1]] = changed
        parts[path] = rfc8785.dumps(value)
        bundle = BundleWriter(FIRST)
        pieces = [bundle.add(name, part) for name, part in parts.items()]
        return b"".join(pieces) + bundle.close(facts, signer(config(), self.tenant_id))


@pytest.fixture
async def sealed(stage: Stage) -> Sealed:
    sitting = await scored_attempt(stage)
    return Sealed(await bundle_of(stage, sitting), key_of(stage, sitting), sitting.tenant_id)


async def test_an_untouched_bundle_holds(sealed: Sealed) -> None:
    assert sealed.problems(sealed.content) == []
    assert open_bundle(sealed.content).problems == []


@pytest.mark.thorough
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.floats(0, 1, exclude_max=True), flip=st.integers(1, 255))
async def test_a_bundle_with_any_other_byte_does_not_hold(sealed: Sealed, place: float, flip: int) -> None:
    number = int(place * len(sealed.content))
    content = sealed.content
    changed = content[:number] + bytes([content[number] ^ flip]) + content[number + 1 :]
    assert sealed.problems(changed) != []
    assert open_bundle(changed).problems != []


@pytest.mark.thorough
async def test_no_bit_of_the_seal_is_free(sealed: Sealed) -> None:
    content = sealed.content
    for number in range(content.rfind(b"ella score bundle"), len(content)):
        for bit in range(8):
            changed = content[:number] + bytes([content[number] ^ 1 << bit]) + content[number + 1 :]
            assert sealed.problems(changed) != [], (number, bit)


async def test_a_bundle_cut_off_anywhere_does_not_hold(sealed: Sealed) -> None:
    for length in range(0, len(sealed.content), 37):
        assert sealed.problems(sealed.content[:length]) != []
    assert sealed.problems(sealed.content + b"\n") != []


async def test_a_changed_part_is_named(sealed: Sealed) -> None:
    found = sealed.problems(packed_again(sealed.content, {"result.json": b"{}"}))
    assert found[0] == "result.json: it is not what the manifest lists"


async def test_a_missing_part_is_named(sealed: Sealed) -> None:
    found = sealed.problems(packed_again(sealed.content, {"questions/001/run.json": None}))
    assert found[0] == "questions/001/run.json: it is missing"


async def test_a_part_nobody_sealed_is_named(sealed: Sealed) -> None:
    found = sealed.problems(packed_again(sealed.content, {"extra.json": b"{}"}))
    assert found[0] == "extra.json: the manifest does not list it"


async def test_parts_in_another_order_are_found(sealed: Sealed) -> None:
    names = list(sealed.parts())
    found = sealed.problems(packed_again(sealed.content, {}, order=[names[1], names[0], *names[2:]]))
    assert found == ["the parts are not in the manifest's order", "the seal is that of another archive"]


async def test_somebody_elses_seal_is_found_by_the_key(sealed: Sealed) -> None:
    bundle = BundleWriter(FIRST)
    forged = bundle.add("result.json", b"{}") + bundle.close({}, Signer("ella/demo/forger", b"f" * 32))
    assert open_bundle(forged).problems == []
    assert sealed.problems(forged) == ["the seal: the note is not signed by this key"]


@pytest.mark.parametrize(
    ("path", "changes", "problem"),
    [
        ("result.json", {"points": "9.00"}, "points: 9.00 is recorded, 10.00 comes out"),
        ("result.json", {"questions__0__points": "9.00"}, "question 1: points: 9.00 is recorded, 10.00 comes out"),
        (
            "questions/001/run.json",
            {"result__tests__2__verdict": "WA"},
            "question 1: points: 10.00 is recorded, 5.00 comes out",
        ),
        (
            "questions/001/answer.json",
            {"answer__response__source": "print(1)"},
            "question 1: the answer is not the one that its receipt is of",
        ),
    ],
)
async def test_a_sealed_score_that_does_not_come_out_is_told_by_its_place(
    sealed: Sealed, path: str, changes: dict[str, str], problem: str
) -> None:
    bundle = open_bundle(sealed.sealed_anew(path, **changes), sealed.key)
    assert bundle.problems == []
    assert problem in list(check_score(bundle))


async def test_the_command_says_that_the_score_comes_out(sealed: Sealed, tmp_path: Path, monkeypatch, capsys) -> None:
    assert verified(sealed.content, sealed.key, tmp_path, monkeypatch) == 0
    assert "10.00 of 10 points come out again" in capsys.readouterr().out


async def test_the_command_tells_what_was_run_on_other_tests(
    sealed: Sealed, tmp_path: Path, monkeypatch, capsys
) -> None:
    content = sealed.sealed_anew("questions/001/question.json", content__tests__0__input="7 7\n")
    assert verified(content, sealed.key, tmp_path, monkeypatch) == 1
    said = capsys.readouterr().err
    assert "question 1: other values are drawn for its seed" in said
    assert "question 1: test small: its texts are not the question's" in said


async def test_the_command_says_when_there_is_nothing_to_read(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr("sys.argv", ["ella", "score", "verify", str(tmp_path / "none.zip")])
    assert ella.main() == 2


async def test_programs_run_again_get_the_verdicts_they_had(stage: Stage) -> None:
    sitting = await scored_attempt(stage)
    check = ScoreCheck(open_bundle(await bundle_of(stage, sitting)))
    assert await run_again(check, stage.sandbox) == []
    source = check.answer(1).answer.response.source
    stage.sandbox.program(source, lambda stdin: prints("3\n"))
    assert "question 1: test negative: AC is recorded, WA here" in await run_again(check, stage.sandbox)


def verified(content: bytes, key: str, folder: Path, monkeypatch) -> int:
    file = folder / "bundle.zip"
    file.write_bytes(content)
    monkeypatch.setattr("sys.argv", ["ella", "score", "verify", str(file), "--key", key])
    return ella.main()
