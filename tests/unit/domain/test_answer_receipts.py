"""A candidate's receipts are checked without asking anybody, by the command as by the function."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from shared.config import config
from shared.domain.attempts.receipt_verification import verify_receipts
from shared.domain.attempts.receipts import GENESIS, Receipt, digest, receipt_signer
from shared.domain.attempts.responses import CodeResponse
from tools import ella

BEGAN = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
SIGNER = receipt_signer(config(), "acme")


def response(text: str) -> CodeResponse:
    return CodeResponse(kind="coding", language="python", source=text)


def chain(length: int) -> list[Receipt]:
    links = [Receipt.first("attempt", "question", 1, response("1"), at=BEGAN)]
    for number in range(2, length + 1):
        links.append(links[-1].next(number, response(str(number)), at=BEGAN + timedelta(seconds=number)))
    return links


def problems(*links: Receipt) -> list[str]:
    return verify_receipts([SIGNER.sign(link.text) for link in links], SIGNER.verifier_key).problems


def test_each_link_names_the_one_before() -> None:
    first, second, third = chain(3)
    assert (first.previous, second.previous, third.previous) == (GENESIS, first.hash, second.hash)
    assert second.digest == digest(response("2"))


def test_a_receipt_reads_back_as_it_was_signed() -> None:
    [receipt] = chain(1)
    assert Receipt.parse(receipt.text) == receipt


def test_a_whole_chain_holds_in_any_order() -> None:
    found = verify_receipts([SIGNER.sign(link.text) for link in reversed(chain(5))], SIGNER.verifier_key)
    assert (found.problems, found.gaps, found.receipts) == ([], [], 5)


def test_the_same_receipt_twice_is_one() -> None:
    first, second = chain(2)
    assert problems(first, second, second) == []


@pytest.mark.parametrize("field", ["digest", "revision", "saved_at", "previous"])
def test_a_link_the_server_replaced_later_does_not_fit_its_neighbours(field: str) -> None:
    first, second, third = chain(3)
    other = {"digest": GENESIS, "revision": 99, "saved_at": BEGAN + timedelta(days=1), "previous": "f" * 64}
    assert problems(first, second.with_(**{field: other[field]}), third)


def test_one_number_given_out_twice_is_found() -> None:
    first, second = chain(2)
    assert "number 2 of question was given out twice" in problems(first, second, second.with_(digest=GENESIS))[0]


def test_missing_links_are_named() -> None:
    links = chain(7)
    found = verify_receipts([SIGNER.sign(links[place].text) for place in (2, 6)], SIGNER.verifier_key)
    assert (found.problems, found.gaps) == ([], ["question: 1 to 2", "question: 4 to 6"])


def test_another_tenants_key_opens_nothing() -> None:
    other = receipt_signer(config(), "other")
    assert verify_receipts([SIGNER.sign(chain(1)[0].text)], other.verifier_key).problems


@pytest.mark.parametrize("note", ["", "x", "ella answer receipt\n{}\n", SIGNER.sign("ella answer receipt\n{}\n")])
def test_what_is_no_receipt_is_a_problem(note: str) -> None:
    assert len(verify_receipts([note], SIGNER.verifier_key).problems) == 1


def run(monkeypatch: pytest.MonkeyPatch, file: Path) -> int:
    monkeypatch.setattr("sys.argv", ["ella", "attempt", "verify-receipts", str(file), "--key", SIGNER.verifier_key])
    return ella.main()


def test_the_command_verifies_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "receipts.jsonl"
    file.write_text("".join(json.dumps(SIGNER.sign(link.text)) + "\n" for link in chain(3)))
    assert run(monkeypatch, file) == 0
    assert "3 receipts" in capsys.readouterr().out
    file.write_text(file.read_text().replace("acme", "evil", 1))
    assert run(monkeypatch, file) == 1


@pytest.mark.parametrize(("content", "status"), [("", 1), ("{", 2), ("[1]", 2)])
def test_the_command_says_what_it_can_not_read(
    content: str, status: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "receipts.jsonl"
    file.write_text(content)
    assert run(monkeypatch, file) == status
    assert run(monkeypatch, tmp_path / "missing") == 2
