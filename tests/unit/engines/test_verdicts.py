from shared.engines.scoring.verdicts import Verdict, worst


def test_the_gravest_verdict_speaks_for_the_run() -> None:
    assert worst([Verdict.AC, Verdict.WA, Verdict.TLE]) is Verdict.TLE
    assert worst([Verdict.AC, Verdict.AC]) is Verdict.AC
    assert worst([]) is Verdict.AC


def test_the_order_of_gravity_is_fixed() -> None:
    assert [verdict.value for verdict in Verdict] == ["IE", "CE", "OLE", "MLE", "TLE", "RE", "WA", "AC"]
