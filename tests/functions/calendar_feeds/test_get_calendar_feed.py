from datetime import date, datetime

import pytest
from icalendar import Calendar, Event

from functions.calendar_feeds import get_calendar_feed as module
from shared.auth.roles import Role
from tests.fixtures.projects import feed_token, joined, project, task
from tests.fixtures.stage import Arranged, SignedIn, Stage

pytestmark = pytest.mark.anyio


async def busy(stage: Stage) -> tuple[SignedIn, SignedIn, dict[str, str]]:
    admin = await stage.member(Role.ADMIN)
    path = {"projectId": await project(stage, admin)}
    person = await joined(stage, admin, path["projectId"])
    await task(stage, admin, path["projectId"], dueAt="2026-03-30T06:00:00Z", estimatedHours="2")
    await stage.call("create_milestone", as_=admin, path=path, body={"name": "Moved", "dueOn": "2026-04-01"})
    await stage.call("schedule_project", as_=admin, path=path, body={"apply": True})
    await task(stage, admin, await project(stage, admin), title="Not theirs", dueAt="2026-03-30T06:00:00Z")
    return admin, person, path


async def arrange(stage: Stage) -> Arranged:
    _, person, _ = await busy(stage)
    return Arranged(path={"token": await feed_token(stage, person)})


def events(text: str) -> dict[str, Event]:
    found = Calendar.from_ical(text).walk("VEVENT")
    return {str(each["summary"]): each for each in found if isinstance(each, Event)}


async def test_due_dates_milestones_and_planned_tasks_of_ones_projects_are_told_in_the_tenants_zone(
    stage: Stage,
) -> None:
    call = await arrange(stage)
    [tenant] = await stage.documents("tenant")
    await stage.change(f"tenants/{tenant['id']}/tenant/{tenant['id']}", timeZone="Europe/Berlin")
    answer = await stage.arranged("get_calendar_feed", call)
    assert answer.headers["content-type"].startswith("text/calendar")
    found = events(answer.body)
    assert set(found) == {
        "Moving house: Pack the books",
        "Moving house: Pack the books (due)",
        "Moving house: Moved",
    }
    due = found["Moving house: Pack the books (due)"].start
    assert isinstance(due, datetime)
    # The clocks were put forward the day before.
    assert due.isoformat() == "2026-03-30T08:00:00+02:00"
    assert found["Moving house: Moved"].start == date(2026, 4, 1)
    planned = found["Moving house: Pack the books"]
    assert planned.duration.total_seconds() == 2 * 3_600


async def test_a_calendar_that_did_not_change_is_not_sent_again(stage: Stage) -> None:
    call = await arrange(stage)
    tag = (await stage.arranged("get_calendar_feed", call)).headers["etag"]
    stage.clock.advance(minutes=5)
    again = await stage.call("get_calendar_feed", path=call.path, headers={"if-none-match": tag})
    assert again.status == 304


async def test_who_was_deactivated_or_left_the_project_reads_along_no_more(stage: Stage) -> None:
    admin, person, path = await busy(stage)
    token = {"token": await feed_token(stage, person)}
    await stage.call("remove_project_member", as_=admin, path=path | {"memberId": person.user_id})
    assert events((await stage.call("get_calendar_feed", path=token)).body) == {}
    await stage.change(f"tenants/{admin.tenant_id}/members/{person.user_id}", isActive=False)
    assert (await stage.call("get_calendar_feed", path=token)).status == 404


async def test_a_forged_address_and_one_of_a_suspended_tenant_lead_nowhere(stage: Stage) -> None:
    call = await arrange(stage)
    forged = call.path["token"][:-1] + ("0" if call.path["token"][-1] != "0" else "1")
    assert (await stage.call("get_calendar_feed", path={"token": forged})).status == 404
    [tenant] = await stage.documents("tenant")
    await stage.change(f"tenants/{tenant['id']}/tenant/{tenant['id']}", state="suspended")
    assert (await stage.arranged("get_calendar_feed", call)).status == 404


async def test_of_many_projects_those_are_told_in_which_something_was_done_last(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MAX_PROJECTS", 2)
    admin = await stage.member(Role.ADMIN)
    ids: list[str] = []
    for name in ("Busy", "Idle", "Archived", "New"):
        stage.clock.advance(minutes=1)
        ids.append(await project(stage, admin, name=name))
        await task(stage, admin, ids[-1], dueAt="2026-03-30T06:00:00Z")
    await stage.settle()
    stage.clock.advance(minutes=1)
    await stage.call("archive_project", as_=admin, path={"projectId": ids[2]}, body={})
    await task(stage, admin, ids[0], title="Late")
    await stage.settle()
    found = events((await stage.call("get_calendar_feed", path={"token": await feed_token(stage, admin)})).body)
    assert {each.partition(":")[0] for each in found} == {"Busy", "New"}
