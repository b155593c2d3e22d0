"""The main job on the real stack: what `make demo` plays."""

from tools.demo import play
from tools.stack import Stack, running_stack


def test_the_main_job_ends_with_every_figure_right(stack: Stack) -> None:
    assert play(stack.gateway_url, stack.inbox_url) == 0


def test_the_main_job_is_the_same_on_the_embedded_adapters() -> None:
    with running_stack(backend="embedded", extra_environment={"ELLA_RATE_LIMITS_SCALE": "1000"}) as embedded:
        assert play(embedded.gateway_url, embedded.inbox_url) == 0
