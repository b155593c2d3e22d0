"""The embedding beside the values that the model's makers publish."""

import math
from collections.abc import Sequence

import pytest

from shared.adapters.minilm.embeddings import MiniLmEmbeddings
from shared.errors import InvalidInput
from shared.ports.embeddings import MAX_TEXTS

pytestmark = pytest.mark.anyio

# Of the first example in the documentation of sentence-transformers, to the four digits it gives.
EXAMPLE = ["The weather is lovely today.", "It's so sunny outside!", "He drove to the stadium."]
PUBLISHED = {(0, 1): 0.6660, (0, 2): 0.1046, (1, 2): 0.1411}


@pytest.fixture(scope="module")
def embeddings() -> MiniLmEmbeddings:
    return MiniLmEmbeddings()


def cosine(one: Sequence[float], other: Sequence[float]) -> float:
    return math.fsum(a * b for a, b in zip(one, other, strict=True))


async def test_the_published_example_has_the_published_similarities(embeddings: MiniLmEmbeddings) -> None:
    vectors = await embeddings.embed(EXAMPLE)
    found = {pair: cosine(vectors[pair[0]], vectors[pair[1]]) for pair in PUBLISHED}
    assert found == pytest.approx(PUBLISHED, abs=6e-5)


@pytest.mark.thorough
async def test_a_vector_has_384_numbers_and_length_1_also_for_no_text(embeddings: MiniLmEmbeddings) -> None:
    for vector in await embeddings.embed(["", "a", "日本語のテキスト", "x" * 5_000, "word " * 5_000]):
        assert len(vector) == 384
        assert math.hypot(*vector) == pytest.approx(1, abs=1e-5)


async def test_a_paraphrase_is_nearer_than_another_subject(embeddings: MiniLmEmbeddings) -> None:
    said, same, other = await embeddings.embed(
        ["How do I reset my password?", "I forgot my password, what now?", "The recipe needs two eggs."]
    )
    assert cosine(said, same) > 0.6 > 0.3 > cosine(said, other)


async def test_case_accents_and_spaces_make_no_difference(embeddings: MiniLmEmbeddings) -> None:
    one, other = await embeddings.embed(["Crème  brûlée\tIS good", "creme brulee is good"])
    assert one == other


@pytest.mark.thorough
async def test_a_text_in_a_batch_has_the_vector_it_has_alone(embeddings: MiniLmEmbeddings) -> None:
    texts = [f"{'many ' * length}words" for length in range(0, 60, 20)]
    together = await embeddings.embed(texts)
    for text, vector in zip(texts, together, strict=True):
        (alone,) = await MiniLmEmbeddings().embed([text])
        assert alone == pytest.approx(vector, abs=1e-5)


async def test_a_text_asked_for_again_is_not_computed_again(
    embeddings: MiniLmEmbeddings, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = await embeddings.embed(["kept"])
    monkeypatch.setattr("shared.adapters.minilm.embeddings.vectors", None)
    assert await embeddings.embed(["kept", "kept"]) == [*first, *first]


async def test_more_texts_than_one_call_takes_are_refused(embeddings: MiniLmEmbeddings) -> None:
    with pytest.raises(InvalidInput, match=str(MAX_TEXTS)):
        await embeddings.embed(["x"] * (MAX_TEXTS + 1))
