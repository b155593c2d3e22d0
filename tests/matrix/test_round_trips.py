"""What a request costs in round trips to the store: deterministic, so tested."""

import pytest

from shared.runtime.declare import Access
from tests.fixtures.stage import Stage
from tests.matrix.arrangements import arranged, http_declaration, http_names

pytestmark = pytest.mark.anyio

MORE_READS: dict[str, int] = {
    "get_service_metrics": 3,  # what instances counted lately, beside what is summed up
    "list_activity": 3,  # the page of activities names who did it
    "list_similar_submissions": 3,  # the page of pairs names the attempts
    "get_integrity_timeline": 4,  # the attempt names answers and records of edits; runs are found by a query
    "get_model_budget": 3,  # the tenant's zone says which period
    "preview_cut_score": 3,  # scores, and what candidates declared, which lies apart from them
    "get_usage": 3,  # members are counted, so that no document is written by all
    "get_calendar_feed": 6,  # the address names the member, whose projects name milestones, tasks and the plan
    "get_usage_analytics": 20,  # the things in eighteen parts of Ella are counted at once, as above
    "get_utilisation": 3,  # the member's projects name the calendars
    "get_audit_consistency_proof": 3,  # the head says which tiles hold the hashes
    "get_candidate_report": 3,  # the attempts that it is ranked among
    "get_greenhouse_test_status": 3,  # the interview names the invitation
    "get_rescoring": 6,  # the attempts in each of five states are counted, so that no document is written by all
    "list_tenants": 3,  # the page of tenants names what they used
    "get_tenant_usage": 3,  # members are counted, as above
    "list_my_tenants": 3,  # the user's record names the tenants
    "open_room": 3,  # the attempt names the version whose starter code begins the room; once in a room's life
    "pull_room_updates": 4,  # updates, then the snapshot that may have taken some in meanwhile, and who is there
    "pull_card_room_updates": 4,  # as above
    "delete_question": 3,  # the index tells which assessments ask it
    "receive_stripe_event": 2,  # the body names the customer, once it is known who signed it, and that the tenant
    "receive_webhook": 2,  # the body names the message, once it is known who signed it
    "create_inbound_source": 3,  # sources are counted
    "invite_member": 5,  # members and open invitations are counted, for the same reason
    "erase_member": 4,  # what they were invited to is looked for, and the first change of owners asks who they are
    "reactivate_member": 3,  # members are counted, as above
    "preview_assessment": 3,  # the assessment names the questions, which name the versions
    "compare_suite_runs": 3,  # the page of results names those of the other run
    "run_suite": 5,  # the card names the version, then its provider's key, budgets, the version of the cases
    "create_suite_schedule": 6,  # as above; the card's schedules are counted
    "optimise_card": 5,  # as above
    "propose_cases_from_knowledge": 5,  # the base names the version, which names the pages, whose items name the cases
    "propose_cases_from_finding": 14,  # the finding names ten traces at most, of each of which the spans are looked for
    "apply_card_optimisation": 3,  # the search names the version whose prompt it changed
    "rescore_attempts": 3,  # the question names its published version
    "search_members": 3,  # the index tells which members
    "search_candidates": 3,  # the index tells which candidates
    "search_cards": 3,  # the index tells which cards
    "search_case_sets": 3,  # the index tells which sets
    "search_projects": 3,  # the index tells which projects
    "search_tasks": 4,  # the index tells which tasks, once it is known that the project may be seen
    "search_questions": 3,  # the index tells which questions
    "get_dependency_graph": 3,  # the dependencies name the tasks
    "preview_dependency_impact": 3,  # every task of the project, and every dependency
    "schedule_project": 4,  # every task, every dependency, and the rows of the plan stored before
    "level_project": 4,  # as above
    "explain_task_dates": 4,  # as above
    "save_baseline": 4,  # baselines are counted; the plan names the parts that hold its rows, which are copied
    "compare_baseline": 3,  # both plans name the parts that hold their rows
    "get_earned_value": 5,  # every task and dependency, and the rows of both plans
    "get_project_metrics": 3,  # the tenant's zone says which months are read
    "get_completion_trends": 3,  # as above
    "get_cumulative_flow": 3,  # as above
    "get_burn_up": 3,  # as above
    "forecast_project": 6,  # every task, every dependency, the plan's rows, the tenant's zone, days gone by
    "get_forecast_calibration": 3,  # the tenant's zone says which months are read
    "list_bottlenecks": 5,  # every task, every dependency, the plan's rows, and the names of people
    "suggest_priorities": 4,  # as above, but for names
    "get_tenant_metrics": 3,  # active projects are counted, so that no document is written by all
    "get_team_performance": 5,  # memberships name the members, the tenant's zone the months
    "list_card_changes": 3,  # the page of changes names who made them
    "list_card_comments": 3,  # the page of comments names their authors
    "list_tasks": 3,  # the page of tasks names the assignees
    "create_case_from_trace": 3,  # the trace's spans, and the cases that were made of it before
    "get_case_history": 3,  # the last runs, and what they made of the case
    "list_traces": 3,  # the page of traces names what their scores come to
    "create_langfuse_scores": 3,  # the app, which the key names, says how the scores are redacted
    "get_langfuse_prompt": 3,  # the card names the version
    "list_team_members": 3,  # the page of memberships names the members
    "start_attempt": 3,  # the invitation names the assessment, whose draw names the versions; once in an attempt's life
    "start_timer": 3,  # whose zone it is says which week the timer starts in
    "stop_timer": 3,  # the timer says in which weeks it ran
    "create_time_entry": 4,  # whose zone it is says which days and weeks; what overlaps is found by a query
    "update_time_entry": 3,  # the new day says which week
    "transfer_ownership": 3,  # the first change of owners asks who they are; from then on a guard document says it
}
"""Functions that read more than the one batch and what they return, with the reason beside them."""

MORE_COMMITS: dict[str, int] = {
    "erase_my_account": 4,  # each tenant of theirs, the account, and the try counted and given back
    "confirm_password_reset": 4,  # the link, the sessions, and the try counted and given back
    "sign_up": 4,  # the reservation, the tenant, and the try counted and given back
}
"""Functions that call outside and commit more than three times, with the reason beside them."""


@pytest.mark.parametrize("name", http_names())
async def test_a_request_costs_one_batch_read_its_own_reads_and_one_commit(name: str, stage: Stage) -> None:
    declared = http_declaration(name)
    call = await arranged(name, stage)
    stage.composition.callers.clear()
    reads, commits = stage.store.reads, stage.store.commits
    await stage.arranged(name, call)
    spent_reads, spent_commits = stage.store.reads - reads, stage.store.commits - commits
    if declared.external:
        assert spent_commits <= MORE_COMMITS.get(name, 3)
        return
    allowed = 1 if declared.access is Access.ANONYMOUS else 2
    # Publishing looks once in 30 seconds whether the tenant has webhooks.
    direct = 1 if stage.bus.published else 0
    assert spent_reads <= MORE_READS.get(name, allowed) + direct
    recorded = declared.writes or declared.access is Access.PLATFORM_STAFF  # what staff read is written down first
    assert spent_commits <= (1 if recorded else 0) + direct
