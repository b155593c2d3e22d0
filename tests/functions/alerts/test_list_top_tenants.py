import pytest

from shared.auth.roles import Role
from shared.domain.alerts.tenant_loads import OTHERS, TOP, TenantLoad, amounts, loads_in, top
from shared.runtime.service_metrics import ServiceMetrics
from tests.fixtures.service_alerts import passes, watched
from tests.fixtures.staff import staff_member
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    await watched(stage)
    asked(stage.composition.metrics, busy=2)
    await stage.composition.service_counts.flush()
    await passes(stage)
    return Arranged(as_=await staff_member(stage))


def asked(metrics: ServiceMetrics, **requests: int) -> None:
    """Have tenants make requests, the first of each failing, and run something for 1.5 s."""
    for tenant_id, count in requests.items():
        for number in range(count):
            status = 200 if number else 500
            metrics.note_request("f", "GET", "/v1/f", status, 0.1, tenant_id=tenant_id)
        metrics.note_execution("python", 1.5, tenant_id=tenant_id)


async def test_those_that_cause_most_come_first_and_all_others_are_one(stage: Stage) -> None:
    await watched(stage)
    asked(stage.composition.metrics, **{f"t{number}": 20 - number for number in range(TOP + 3)})
    for _ in range(2):
        await stage.composition.service_counts.flush()
    await passes(stage)
    told = (await stage.call("list_top_tenants", as_=await staff_member(stage))).data
    assert [each["tenantId"] for each in told["tenants"]] == [*(f"t{number}" for number in range(TOP)), OTHERS]
    assert told["tenants"][0] == {"tenantId": "t0", "requests": 20, "errors": 1, "executionSeconds": 1.5}
    assert told["tenants"][-1] == {"tenantId": OTHERS, "requests": 10 + 9 + 8, "errors": 3, "executionSeconds": 4.5}
    [minute] = [each for each in told["minutes"] if each["tenants"]]
    assert minute["tenants"] == told["tenants"]


async def test_what_several_instances_counted_of_a_tenant_is_one_sum(stage: Stage) -> None:
    await watched(stage)
    for _ in range(2):
        asked(stage.composition.metrics, acme=3)
        await stage.composition.service_counts.flush()
    await passes(stage)
    told = (await stage.call("list_top_tenants", as_=await staff_member(stage))).data
    [share] = [each for each in told["tenants"] if each["tenantId"] == "acme"]
    assert (share["requests"], share["errors"], share["executionSeconds"]) == (6, 2, 3.0)


async def test_nobody_but_platform_staff_sees_it(stage: Stage) -> None:
    assert (await stage.call("list_top_tenants", as_=await stage.member(Role.OWNER))).status == 403


async def test_the_text_for_prometheus_names_ten_tenants_whatever_there_are(stage: Stage) -> None:
    metrics = stage.composition.metrics
    asked(metrics, **{f"t{number}": 30 - number for number in range(25)})
    lines = [line for line in metrics.text().splitlines() if line.startswith("tenant_requests{")]
    assert len(lines) == TOP + 1
    assert 'tenant_requests{tenant_id="t0"} 30' in lines
    assert f'tenant_requests{{tenant_id="{OTHERS}"}} {sum(range(6, 21))}' in lines
    assert 'tenant_execution_seconds{tenant_id="t0"} 1.5' in metrics.text()


def test_what_is_stored_of_tenants_reads_back() -> None:
    loads = {"a1": TenantLoad(requests=2, execution_millis=5), OTHERS: TenantLoad(errors=1)}
    assert loads_in({"requests": 3, **amounts(loads)}) == loads


def test_others_stay_others_whoever_is_summed_up_again() -> None:
    loads = {OTHERS: TenantLoad(requests=99), **{f"t{n}": TenantLoad(requests=n) for n in range(1, TOP + 2)}}
    assert list(top(loads)) == [*(f"t{n}" for n in range(TOP + 1, 1, -1)), OTHERS]
    assert top(top(loads))[OTHERS] == TenantLoad(requests=100)
