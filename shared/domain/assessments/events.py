"""What happens to assessments."""

from typing import ClassVar

from shared.events.event import Event


class AssessmentActivated(Event):
    """An assessment admits candidates now."""

    type: ClassVar[str] = "assessments.assessment.activated.v1"
    assessment_id: str
