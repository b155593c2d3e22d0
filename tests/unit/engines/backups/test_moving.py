from shared.engines.backups.moving import Tally, comparable, moved

BEFORE, AFTER = "AAAAAAAAAAAAAAAAAAAA", "BBBBBBBBBBBBBBBBBBBB"


def test_a_tenants_id_is_replaced_wherever_it_stands() -> None:
    data = {"tenantId": BEFORE, "path": f"tenants/{BEFORE}/x", "by": {BEFORE: [BEFORE, 1, None]}, "raw": b"x"}
    path, copy = moved(f"tenant/{BEFORE}", data, BEFORE, AFTER)
    assert path == f"tenant/{AFTER}"
    assert copy == {"tenantId": AFTER, "path": f"tenants/{AFTER}/x", "by": {AFTER: [AFTER, 1, None]}, "raw": b"x"}


def test_what_is_hashed_or_signed_stays_as_it_is() -> None:
    data = {"tenantId": BEFORE, "about": [BEFORE]}
    assert moved(f"auditEntries/{BEFORE}", data, BEFORE, AFTER) == (f"auditEntries/{BEFORE}", data)


def test_copies_in_two_tenants_compare_as_the_same_and_changed_ones_do_not() -> None:
    data = {"tenantId": BEFORE, "n": 1, "secret": "sealed here", "commitId": "one"}
    path, copy = moved("things/1", data, BEFORE, AFTER)
    here = comparable("things/1", data, BEFORE, ["secret"])
    there = comparable(path, {**copy, "secret": "sealed there", "commitId": "two"}, AFTER, ["secret"])
    assert here == there
    assert comparable(path, {**copy, "n": 1.0}, AFTER, ["secret"]) != here


def test_a_tally_does_not_mind_the_order_and_does_mind_a_line_twice() -> None:
    one, other = Tally().plus([b"a", b"b"]), Tally().plus([b"b"]).plus([b"a"])
    assert one == other
    assert Tally().plus([b"a", b"a"]) != one
    assert Tally().plus([b"a", b"a"]).digest != Tally().plus([b"b", b"b"]).digest
