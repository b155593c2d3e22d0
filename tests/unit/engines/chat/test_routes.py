import pytest

from shared.engines.chat.routes import Route, Weighted, in_order, is_allowed, route_of

A, B, C = (Route("openai", name) for name in "abc")


@pytest.mark.parametrize(
    ("name", "route"),
    [
        ("gpt-5", Route("openai", "gpt-5")),
        ("o3", Route("openai", "o3")),
        ("claude-haiku-4-5", Route("anthropic", "claude-haiku-4-5")),
        ("gemini-2.5-pro", Route("gemini", "gemini-2.5-pro")),
        ("grok-4", Route("grok", "grok-4")),
        ("ollama/llama3:8b", Route("ollama", "llama3:8b")),
        ("xai/grok-4", Route("grok", "grok-4")),
        ("google/gemini-2.5-pro", Route("gemini", "gemini-2.5-pro")),
        ("openai/org/model", Route("openai", "org/model")),
        ("echo", Route("echo", "echo")),
        ("llama3", None),
        ("nobody/x", None),
        ("openai/", None),
        ("", None),
    ],
)
def test_a_name_means_one_model_of_one_provider(name: str, route: Route | None) -> None:
    assert route_of(name) == route


@pytest.mark.parametrize(("pick", "order"), [(0.0, [A, B, C]), (0.24, [A, B, C]), (0.26, [B, A, C]), (0.99, [B, A, C])])
def test_the_first_is_picked_by_weight_and_the_others_follow_as_they_stand(pick: float, order: list[Route]) -> None:
    assert list(in_order([Weighted(A, 1), Weighted(B, 3), Weighted(C, 0)], [], pick)) == order


def test_without_any_weight_the_first_goes_first() -> None:
    assert in_order([Weighted(A, 0), Weighted(B, 0)], [], 0.9) == (A, B)


def test_fallbacks_come_last_and_nothing_is_asked_twice() -> None:
    assert in_order([Weighted(A, 1)], [A, C, C], 0.5) == (A, C)


@pytest.mark.parametrize(
    ("patterns", "allowed"),
    [(None, True), ((), False), (("openai/*",), True), (("gpt-5",), True), (("*",), True), (("anthropic/*",), False)],
)
def test_a_name_or_its_route_matches_a_pattern(patterns: tuple[str, ...] | None, allowed: bool) -> None:
    assert is_allowed(patterns, "gpt-5", Route("openai", "gpt-5")) is allowed
