import time

import pytest

from shared.engines.trace_analysis.fingerprints import MAX_SHOWN, fingerprint, normalised


@pytest.mark.parametrize(
    ("message", "kind_of_message"),
    [
        ("Timeout after 30.5s (try 2)", "Timeout after <n>s (try <n>)"),
        ("no order 550e8400-e29b-41d4-a716-446655440000", "no order <id>"),
        ("object at 0x7f3a2b", "object at <id>"),
        ("commit 5b8efff798038103", "commit <id>"),
        ("cannot read /srv/app/data/7.json today", "cannot read <path> today"),
        ("cannot read C:\\data\\of\\ada.txt", "cannot read <path>"),
        ("GET https://api.example.com/v1/users/7?x=1 said 503", "GET <url> said <n>"),
        ("ada@example.com is unknown", "<email> is unknown"),
        ("missing key 'price'", "missing key 'price'"),
        ("bad reply 'I am Ada, call 5'", "bad reply <text>"),
        ("it isn't there, and that's that", "it isn't there, and that's that"),
        ("request req_A1b2C3d4E5f6G7h8 failed", "request <id> failed"),
        ("two\n  lines", "two lines"),
    ],
)
def test_what_changes_from_one_error_to_the_next_is_replaced(message: str, kind_of_message: str) -> None:
    assert normalised(message) == kind_of_message


def test_errors_that_differ_in_ids_only_share_a_fingerprint() -> None:
    one, other = fingerprint("HTTPError", "user 17: 503"), fingerprint("HTTPError", "user 4711: 503")
    assert one == other
    assert one != fingerprint("Timeout", "user 17: 503")
    assert one != fingerprint("HTTPError", "card 17: 503")


@pytest.mark.parametrize("hostile", ["/a" * 50_000, "a@" * 50_000, "'" * 100_000, "a" * 100_000, "1," * 50_000])
def test_a_hostile_message_is_read_quickly_and_cut(hostile: str) -> None:
    begun = time.process_time()
    assert len(normalised(hostile)) <= MAX_SHOWN
    assert time.process_time() - begun < 5
