"""Whatever is done to an exported log is found, by the command as by the function."""

import io
import json
from dataclasses import dataclass

import pytest
import rfc8785

from shared.config import config
from shared.domain.audit.tree import signer
from shared.domain.audit.verification import verify
from shared.engines.merkle.checkpoints import Checkpoint, Signer
from tests.fixtures.audit import exported, log_of
from tests.fixtures.stage import Stage
from tools import audit, ella

pytestmark = pytest.mark.anyio


@dataclass
class Log:
    lines: list[bytes]
    key: str
    tenant_id: str

    def problems(self, lines: list[bytes]) -> list[str]:
        return verify(io.BytesIO(b"".join(lines)), self.key).problems

    def with_entry(self, number: int, **changes: object) -> list[bytes]:
        line = rfc8785.dumps({**json.loads(self.lines[number]), **changes}) + b"\n"
        return [*self.lines[:number], line, *self.lines[number + 1 :]]


@pytest.fixture
async def log(stage: Stage) -> Log:
    admin = await log_of(stage, 6)
    content = (await exported(stage, admin)).content
    return Log(io.BytesIO(content).readlines(), signer(config(), admin.tenant_id).verifier_key, admin.tenant_id)


async def test_an_untouched_log_is_whole(log: Log) -> None:
    assert len(log.lines) == 7
    assert log.problems(log.lines) == []


@pytest.mark.thorough
async def test_every_changed_byte_is_found(log: Log) -> None:
    content = b"".join(log.lines)
    for place in range(0, len(content), 7):
        changed = content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]
        assert log.problems([changed[: len(changed)]]) != [], content[place - 20 : place + 20]


@pytest.mark.parametrize("number", range(1, 7))
async def test_a_removed_entry_is_found(log: Log, number: int) -> None:
    assert log.problems(log.lines[:number] + log.lines[number + 1 :]) != []


@pytest.mark.parametrize("number", range(1, 6))
async def test_two_entries_that_changed_places_are_found(log: Log, number: int) -> None:
    lines = list(log.lines)
    lines[number], lines[number + 1] = lines[number + 1], lines[number]
    assert log.problems(lines) != []


async def test_a_repeated_and_an_added_entry_are_found(log: Log) -> None:
    assert log.problems([*log.lines, log.lines[-1]]) != []
    assert log.problems([*log.lines[:3], log.lines[2], *log.lines[3:]]) != []


async def test_an_end_that_was_cut_off_is_found(log: Log) -> None:
    for count in range(7):
        assert log.problems(log.lines[:count]) != []
    assert log.problems([*log.lines[:-1], log.lines[-1][:-1]]) != []


async def test_a_changed_personal_part_is_found(log: Log) -> None:
    who = json.loads(log.lines[2])["who"]
    who["value"]["actor"] = "user:somebody"
    assert log.problems(log.with_entry(2, who=who)) == ["line 3: its part 'who' is not what the log commits to"]


async def test_a_personal_part_that_is_missing_without_an_erasure_is_found(log: Log) -> None:
    assert len(log.problems(log.with_entry(2, who=None))) == 1
    [problem] = log.problems(log.with_entry(2, who=None, erasedBy="E"))
    assert problem == "line 3: no entry of the log tells of the erasure E"


async def test_a_forged_log_with_a_checkpoint_of_its_own_is_found_by_the_key(log: Log) -> None:
    forger = Signer(f"ella/demo-ella/{log.tenant_id}", bytes(32))
    header = json.loads(log.lines[0])
    checkpoint = Checkpoint.parse(header["checkpoint"].partition("\n\n")[0] + "\n")
    header |= {"checkpoint": forger.sign(checkpoint.text), "verifierKey": forger.verifier_key}
    forged = [rfc8785.dumps(header) + b"\n", *log.lines[1:]]
    assert verify(io.BytesIO(b"".join(forged))).problems == []
    assert log.problems(forged) != []


@pytest.mark.parametrize(
    "content",
    [b"", b"\n", b"{}\n", b"[]\n", b"\xff\n", b'{"a":1,"a":2}\n', b"null", b'{"type":"ella audit log"}\n', b"\x00" * 9],
)  # fmt: skip
def test_what_is_no_log_is_said_to_be_none(content: bytes) -> None:
    assert verify(io.BytesIO(content)).problems != []


async def test_lines_of_the_wrong_kinds_are_problems_and_no_crash(log: Log) -> None:
    for field in ("index", "record", "who", "changes", "proof"):
        for value in ([], {}, "text", 5, None, True):
            assert log.problems(log.with_entry(3, **{field: value})) != [], (field, value)


async def test_the_command_tells_whole_logs_from_others(
    log: Log, tmp_path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "audit-log.jsonl"
    file.write_bytes(b"".join(log.lines))
    monkeypatch.setattr("sys.argv", ["ella", "audit", "verify", str(file), "--key", log.key])
    assert ella.main() == 0
    assert capsys.readouterr().out.startswith(f"whole: 6 entries of ella/demo-ella/{log.tenant_id}")
    assert audit.main(["verify", str(file)]) == 0
    assert "compare it" in capsys.readouterr().out
    file.write_bytes(b"".join(log.lines[:-1]))
    assert audit.main(["verify", str(file)]) == 1
    assert "covers 6 entries, the file holds 5" in capsys.readouterr().err
    assert audit.main(["verify", str(tmp_path / "nothing")]) == 2
