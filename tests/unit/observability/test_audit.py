import hashlib
from datetime import UTC, datetime, timedelta, timezone

import pytest
import rfc8785

from shared.auth.caller import Member
from shared.auth.roles import Role
from shared.observability.audit import Origin, audit_entry, canonical_record, commitment, digest, record, who_part

AT = datetime(2026, 3, 2, 9, 0, 0, 5, tzinfo=UTC)
MEMBER = Member("U", "rita@example.com", "T", Role.RECRUITER)
ORIGIN = Origin("203.0.113.7", "curl/8.0", "R")


def entry(**changes):
    given = {
        "id": "E",
        "tenant_id": "T",
        "action": "update_question",
        "caller": MEMBER,
        "target": {"questionId": "Q"},
        "origin": ORIGIN,
        "at": AT,
        "changes": [("questions/Q", {"title": "Old"}, {"title": "New"})],
    }
    return audit_entry(**(given | changes))


def test_an_entry_tells_who_what_on_what_and_from_where():
    made = entry()
    assert (made["actor"], made["role"], made["action"]) == ("user:U", "recruiter", "update_question")
    assert (made["address"], made["userAgent"], made["requestId"]) == ("203.0.113.7", "curl/8.0", "R")
    assert (made["target"], made["about"]) == ({"questionId": "Q"}, ["Q"])


def test_a_change_is_told_by_the_digests_before_and_after():
    [change] = entry()["changes"]
    assert change["path"] == "questions/Q"
    assert change["before"] == hashlib.sha256(b'{"title":"Old"}').hexdigest()
    assert change["after"] == digest({"title": "New"}) != change["before"]


def test_what_appears_or_goes_has_one_digest():
    [created] = entry(changes=[("questions/Q", None, {"title": "New"})])["changes"]
    [deleted] = entry(changes=[("questions/Q", {"title": "Old"}, None)])["changes"]
    assert created["before"] is None
    assert deleted["after"] is None


def test_what_the_tree_commits_to_holds_nothing_personal():
    leaf = canonical_record(entry()).decode()
    assert "U" not in [part.strip('"') for part in leaf.replace(":", ",").split(",")]
    for personal in ("user:U", "203.0.113.7", "curl/8.0", "recruiter", "questions/Q", digest({"title": "New"})):
        assert personal not in leaf


def test_the_record_commits_to_the_personal_parts_under_salts_of_their_own():
    made, again = entry(), entry()
    assert record(made)["who"] == commitment(made["salts"]["who"], who_part(made))
    assert record(made)["changes"] == commitment(made["salts"]["changes"], made["changes"])
    assert record(made)["who"] != record(again)["who"]


def test_a_digest_does_not_depend_on_the_order_of_names_or_the_store():
    one = {"b": 1, "a": [1, 2], "at": AT}
    other = {"at": AT.astimezone(timezone(timedelta(hours=2))), "a": (1, 2), "b": 1.0, "commitId": "C", "tenantId": "T"}
    assert digest(one) == digest(other)


def test_values_that_json_does_not_know_have_a_digest():
    odd = {"bytes": b"\x00", "huge": 2**60, "not a number": float("nan"), "deep": [{"at": AT}]}
    assert digest(odd) != digest({**odd, "huge": 2**60 + 1})


@pytest.mark.parametrize(
    ("value", "canonical"),
    [
        # RFC 8785, sections 3.2.2 and 3.2.3 and appendix B.
        (
            {
                "numbers": [333333333.33333329, 1e30, 4.50, 2e-3, 0.000000000000000000000000001],
                "string": '\u20ac$\u000f\u000aA\'\u0042\u0022\u005c\\"/',
                "literals": [None, True, False],
            },
            '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],'
            '"string":"\u20ac$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
        ),
        (
            {"\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\U0001f600": 5, "\u0080": 6, "\u00f6": 7},
            '{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\U0001f600":5,"\ufb33":3}',
        ),
        ([-0.0, 5e-324, 1e21, 9.999999999999997e22], "[0,5e-324,1e+21,9.999999999999997e+22]"),
        ([295147905179352830000.0, 1e23, 0.000001], "[295147905179352830000,1e+23,0.000001]"),
    ],
)  # fmt: skip
def test_canonical_json_is_that_of_rfc_8785(value, canonical):
    assert rfc8785.dumps(value).decode() == canonical
