"""All that is suggested of a prompt."""

from collections.abc import Sequence

from shared.engines.model_calls.usage import BYTES_PER_TOKEN
from shared.engines.prompt_analysis import placement, wording
from shared.engines.prompt_analysis.model import Declared, Kind, Suggestion, Written

MAX_SUGGESTIONS = 200
LONG = 4_000
"""Tokens that a prompt's own words come to before it is called long."""


def estimated_tokens(text: str) -> int:
    """Return about how many tokens a text is: nobody's tokeniser, a fourth of its bytes."""
    return -(-len(text.encode(errors="replace")) // BYTES_PER_TOKEN)


def analyse(texts: Sequence[Written], declared: Sequence[Declared]) -> list[Suggestion]:
    """Return what could be better of a prompt, by its kinds, at most MAX_SUGGESTIONS."""
    found = [
        *placement.undeclared(texts, declared),
        *placement.unused(texts, declared),
        *wording.contradictions(texts),
        *placement.risky(texts, declared),
        *wording.without_format(texts),
        *wording.vague(texts),
        *wording.repeated(texts),
    ]
    tokens = sum(estimated_tokens(each.text) for each in texts)
    if tokens > LONG:
        longest = max(texts, key=lambda each: len(each.text))
        why = f"The prompt's own words are about {tokens:,} tokens, which every call pays for."
        found.append(Suggestion(Kind.LONG_PROMPT, why, longest.pointer, 0, len(longest.text)))
    return found[:MAX_SUGGESTIONS]
