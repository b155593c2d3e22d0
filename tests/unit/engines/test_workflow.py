import pytest
from pydantic import ValidationError

from shared.engines.workflow import DEFAULT_WORKFLOW, Stage, Workflow, WorkflowStatus
from shared.errors import FailedPrecondition, InvalidInput

OPEN = WorkflowStatus(key="open", name="Open", stage=Stage.TO_DO)
SHUT = WorkflowStatus(key="shut", name="Shut", stage=Stage.DONE)


def test_a_status_follows_where_the_workflow_says_so() -> None:
    workflow = Workflow(statuses=(OPEN, SHUT), transitions={"open": ("shut",)})
    assert workflow.first == "open"
    assert workflow.next_stage("open", "shut") is Stage.DONE
    with pytest.raises(FailedPrecondition, match="it is the last"):
        workflow.next_stage("shut", "open")
    with pytest.raises(InvalidInput, match="no such status"):
        workflow.next_stage("open", "ajar")


def test_from_a_status_that_the_workflow_lost_anything_follows() -> None:
    workflow = Workflow(statuses=(OPEN, SHUT), transitions={})
    assert [workflow.next_stage("ajar", to) for to in ("open", "shut")] == [Stage.TO_DO, Stage.DONE]


def test_two_statuses_of_one_key_and_transitions_to_nowhere_are_refused() -> None:
    with pytest.raises(ValidationError, match="same key"):
        Workflow(statuses=(OPEN, OPEN), transitions={})
    with pytest.raises(ValidationError, match="ajar"):
        Workflow(statuses=(OPEN,), transitions={"open": ("ajar",)})


def test_every_status_of_the_workflow_that_projects_begin_with_can_be_reached_and_left() -> None:
    reached = {to for after in DEFAULT_WORKFLOW.transitions.values() for to in after}
    keys = {status.key for status in DEFAULT_WORKFLOW.statuses}
    assert reached == keys == set(DEFAULT_WORKFLOW.transitions)
    assert [DEFAULT_WORKFLOW.stage(key).final for key in ("pending", "completed", "cancelled")] == [False, True, True]
