"""The probes' definitions, held to the routes there are."""

import yaml

from shared.runtime.declare import Access, HttpDeclaration
from shared.runtime.entry_points import ROOT, all_declarations
from shared.runtime.health import AREAS, DEPENDENCIES, PATIENCE_SECONDS

PROBES = yaml.safe_load((ROOT / "deploy" / "monitoring" / "probes.yaml").read_text())


def test_each_probe_asks_a_route_that_anybody_may_ask() -> None:
    declared = {
        each.path: each for each in all_declarations() if isinstance(each, HttpDeclaration) and each.method == "GET"
    }
    assert {declared[probe["path"]].access for probe in PROBES} == {Access.ANONYMOUS}
    assert len({probe["name"] for probe in PROBES}) == len(PROBES) == 2


def test_a_probe_waits_longer_than_a_dependency_is_waited_for() -> None:
    assert all(PATIENCE_SECONDS < probe["timeout"] <= 60 for probe in PROBES)


def test_areas_name_dependencies_that_are_looked_at_and_need_every_required_one() -> None:
    names = {each.name for each in DEPENDENCIES}
    required = {each.name for each in DEPENDENCIES if each.required}
    for area in AREAS.values():
        assert required <= set(area.needs) <= names
        assert set(area.better_with) <= names - set(area.needs)


def test_the_runners_services_are_started_when_they_listen() -> None:
    for name in ("execute_run", "report_languages"):
        service = yaml.safe_load((ROOT / "deploy" / "runner" / f"{name}.yaml").read_text())
        [container] = service["spec"]["template"]["spec"]["containers"]
        assert container["startupProbe"]["tcpSocket"] == {"port": 8080}
