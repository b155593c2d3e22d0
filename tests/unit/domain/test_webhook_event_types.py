from shared.domain.webhooks.event_types import event_types
from shared.domain.webhooks.events import NEVER_DELIVERED
from tools.gateway.wiring import all_events


def test_every_event_of_every_domain_can_be_asked_for() -> None:
    assert set(event_types()) == {event.type for event in all_events()} - NEVER_DELIVERED
    assert "attempts.attempt.scored.v1" in event_types()
