"""Embeddings as OpenAI speaks them, and Ollama and Google's compatible endpoint after it."""

import math
from collections.abc import Sequence
from typing import Any, cast

from shared.adapters.models.fields import Fields, count, mapping, objects
from shared.ports.models import AnswerUnreadable, EmbeddedTexts, EmbeddingRequest, EmbeddingUnfit

PATH = "/embeddings"
_LARGEST = 1e6


def body(request: EmbeddingRequest) -> dict[str, Any]:
    """Return the request's body."""
    return {"model": request.model, "input": list(request.texts), "dimensions": request.dimensions}


def read(request: EmbeddingRequest, answer: Fields) -> EmbeddedTexts:
    """Return the vectors in the order of the texts; raise EmbeddingUnfit, or AnswerUnreadable where any is missing."""
    found = objects(answer, "data")
    by_place = {count(each, "index"): each for each in found}
    if len(found) != len(request.texts) or set(by_place) != set(range(len(request.texts))):
        raise AnswerUnreadable("the provider's answer does not have one vector for each text")
    vectors = tuple(_vector(by_place[place], request) for place in range(len(request.texts)))
    return EmbeddedTexts(vectors, count(mapping(answer, "usage"), "prompt_tokens"))


def _vector(item: Fields, request: EmbeddingRequest) -> tuple[float, ...]:
    given = item.get("embedding")
    if not isinstance(given, list):
        raise AnswerUnreadable("the provider's answer has an embedding that is no list of numbers")
    numbers = cast(Sequence[Any], given)
    if len(numbers) != request.dimensions:
        raise EmbeddingUnfit(
            f"{request.model[:80]} makes vectors of {len(numbers)} numbers, not of {request.dimensions}: "
            "choose a model whose vectors can be made shorter"
        )
    if not all(_is_number(each) for each in numbers):
        raise AnswerUnreadable("the provider's answer has an embedding that is no list of numbers")
    length = math.hypot(*numbers)
    if not length:
        raise AnswerUnreadable("the provider's answer has an embedding that points nowhere")
    return tuple(each / length for each in numbers)


def _is_number(value: Any) -> bool:
    """Tell whether it is a number that vectors have; of those of infinite size nothing can be made."""
    return isinstance(value, int | float) and not isinstance(value, bool) and -_LARGEST <= value <= _LARGEST
