"""What holds for every plan."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.engines.scheduling.plan import Plan, Relation, Task
from shared.engines.scheduling.schedule import Schedule, reschedule, schedule
from shared.engines.scheduling.working_time import WorkingTime
from tests.fixtures.plans import at, plans, tasks


def allowed(found: Schedule, plan: Plan, number: int) -> bool:
    """Reckon one dependency anew, from the dates alone."""
    dependency = plan.dependencies[number]
    one, other = found[dependency.predecessor], found[dependency.successor]
    moment = one.start if dependency.relation in (Relation.SS, Relation.SF) else one.finish
    then = other.finish if dependency.relation in (Relation.FF, Relation.SF) else other.start
    if dependency.elapsed:
        return then >= moment + dependency.lag
    calendar = next(task.calendar for task in plan.tasks if task.id == dependency.successor)
    time = WorkingTime(plan.calendars[calendar], plan.start)
    return time.work(then) >= time.work(moment) + dependency.lag and (dependency.lag != 0 or then >= moment)


@pytest.mark.thorough
@given(plans(free=True))
def test_no_task_lies_before_its_predecessors_allow_and_none_has_negative_float(plan: Plan) -> None:
    found = schedule(plan)
    assert all(allowed(found, plan, number) for number in range(len(plan.dependencies)))
    for dates in map(found.__getitem__, found):
        assert 0 <= dates.free_float <= dates.total_float
        assert plan.start <= dates.early_start <= dates.early_finish <= found.finish
    assert found.critical()


@pytest.mark.thorough
@given(plans(free=True), st.data())
def test_a_task_delayed_by_its_total_float_delays_nothing(plan: Plan, data: st.DataObject) -> None:
    found = schedule(plan)
    task = data.draw(
        st.sampled_from([each for each in plan.tasks if not found.network.is_summary(found.network.index[each.id])])
    )
    delayed = replace(task, duration=task.duration + found[task.id].total_float) if task.duration else task
    after = reschedule(found, [delayed])
    starts_only = any(d.predecessor == task.id and d.relation in (Relation.SS, Relation.SF) for d in plan.dependencies)
    assert starts_only or after.finish <= found.finish


@pytest.mark.thorough
@given(plans(), st.data())
def test_a_change_reckoned_incrementally_is_the_change_reckoned_anew(plan: Plan, data: st.DataObject) -> None:
    found = schedule(plan)
    before = [found[task] for task in found]
    leaves = [number for number, task in enumerate(plan.tasks) if task.id.startswith("t")]
    changed: list[Task] = []
    for number in data.draw(st.lists(st.sampled_from(leaves), max_size=3, unique=True)):
        old = plan.tasks[number]
        changed.append(data.draw(tasks(int(old.id[1:]), old.parent)))
    step = reschedule(found, changed)
    by_id = {task.id: task for task in changed}
    anew = schedule(replace(plan, tasks=[by_id.get(task.id, task) for task in plan.tasks]))
    assert [step[task] for task in step] == [anew[task] for task in anew]
    assert [found[task] for task in found] == before


@pytest.mark.thorough
@given(plans())
def test_no_unfinished_work_lies_before_the_status_date(plan: Plan) -> None:
    found = schedule(replace(plan, status_date=at("9 12:00")))
    for task in plan.tasks:
        if task.id.startswith("t") and task.actual_start is None:
            assert found[task.id].start >= at("9 12:00")
