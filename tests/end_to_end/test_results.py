"""What an attempt leaves on the real stack: a report, a score that can be proven, the candidate's own data."""

import io
import json
from pathlib import Path
from zipfile import ZipFile

import httpx
import pytest

from tests.fixtures.http import ended, new_company
from tests.fixtures.pdfs import spoken
from tools import ella
from tools.demo.api import until
from tools.stack import Stack


def test_an_attempt_is_reported_proven_and_handed_to_its_candidate(
    stack: Stack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with httpx.Client(base_url=stack.gateway_url, timeout=30, trust_env=False) as http:
        company = new_company(http, stack.inbox_url)
        recruiter = company.recruiter
        candidate, _, attempt = company.candidate()
        company.demo.autosave(candidate, attempt, company.questions)
        path = f"/v1/attempts/{attempt}"
        candidate.post(f"{path}/finish")
        until(lambda: recruiter.get("/v1/attempts?status=scored") or None, "the attempt to be scored")

        def written(kind: str) -> bytes:
            operation = recruiter.post(f"{path}/{kind}", expect=202)
            ended(recruiter, operation)
            return http.get(recruiter.get(f"/v1/attempt-exports/{operation['id']}")["url"]).raise_for_status().content

        report = spoken(written("report"))
        assert "Carl Candidate" in report
        assert "27.50" in report

        bundle = tmp_path / "bundle.zip"
        bundle.write_bytes(written("score-bundle"))
        until(lambda: company.owner.get("/v1/audit-checkpoints") or None, "the log's first checkpoint")
        key = company.owner.get("/v1/audit-checkpoint")["verifierKey"]
        monkeypatch.setattr("sys.argv", ["ella", "score", "verify", str(bundle), "--key", key])
        assert ella.main() == 0
        content = bytearray(bundle.read_bytes())
        content[len(content) // 2] ^= 1
        bundle.write_bytes(content)
        assert ella.main() != 0

        former, _ = company.returning()
        former.post(f"{path}/data-export", expect=202)
        export = until(
            lambda: found if (found := former.get(f"{path}/data-export"))["isWritten"] else None, "the candidate's data"
        )
        archive = ZipFile(io.BytesIO(http.get(export["url"]).raise_for_status().content))
        answers = json.loads(archive.read("answers.json"))
        assert sorted(each["revision"] for each in answers) == [1, 3]
        assert not [name for name in archive.namelist() if "esult" in name]
