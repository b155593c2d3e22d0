"""Searching knowledge: how fast passages are embedded and found on the emulator, and how often the right one is."""

import asyncio
import os
import statistics
import time
from collections.abc import Sequence

from benchmarks.measured import Measured, percentile
from shared.adapters.firestore import FirestoreStore
from shared.adapters.minilm.embeddings import MiniLmEmbeddings
from shared.data.store import Create, Vector
from shared.data.unit_of_work import Reads
from shared.domain.knowledge.index_model import EmbeddingModel, KnowledgeChunk, KnowledgeIndex, Slot, chunk_of
from shared.domain.knowledge.repository import CHUNK_SEARCH, KnowledgeChunkRepository
from shared.engines.knowledge.chunks import passages
from shared.engines.knowledge.items import SectionContent
from tools.stack import running_stack

CHUNKS, QUICK_CHUNKS = 2_000, 200
_AT_ONCE = 32
_TENANT, _APP = "T", "shop"

QUESTIONS: Sequence[tuple[str, str, str]] = (
    ("Refunds", "Money comes back to the card it was paid with within a week.", "When do I get my money back?"),
    ("Opening hours", "The shop opens at nine and closes at six, on Sundays it stays shut.", "Can I come in at 10 am?"),
    (
        "Damaged parcels",
        "Send us a picture of what broke on the way; a new one leaves the same day.",
        "My box is broken",
    ),
    ("Passwords", "A link to choose another password comes by mail and holds for an hour.", "I forgot my login"),
    ("Gift cards", "A voucher is valid for three years and can be spent in parts.", "How long can I use my voucher?"),
    ("Invoices", "The bill as a PDF lies in your account under past orders.", "Where do I find my receipt?"),
    ("Deletion", "Write to us to have everything that we know about you erased.", "Remove all of my personal data"),
    ("Shipping abroad", "We deliver to every country of the European Union.", "Do you send things to France?"),
    ("Students", "Whoever is enrolled at a university pays a tenth less.", "Is there a discount for students?"),
    ("Jobs", "We look for people who like books; write to the owner.", "Are you hiring?"),
    ("Allergies", "Cakes may hold traces of nuts and milk.", "Is the food safe if I can't eat peanuts?"),
    ("Parking", "Cars may be left behind the house for two hours.", "Where can I put my car?"),
    ("Accessibility", "There is a ramp at the side door, and a lift inside.", "Can I get in with a wheelchair?"),
    ("Returns by post", "Print the label and drop the parcel at any post office.", "How do I send something back?"),
    ("Two factors", "A code from an app on your phone protects the account.", "How do I make signing in more secure?"),
    ("Pets", "Dogs are welcome on a leash.", "May I bring my puppy?"),
    ("Warranty", "What fails within two years is repaired free of charge.", "It stopped working after eight months"),
    ("Subscriptions", "A box every month; end it whenever you like, up to the day before.", "How can I cancel?"),
    ("Group bookings", "Schools visit in the morning, with 30 pupils at most.", "I want to come with my class"),
    ("Loyalty", "Ten stamps make a coffee that is on us.", "What do I get for coming often?"),
)


def measure(*, quick: bool) -> Measured:
    """Index 2,000 passages, 20 of which answer a question each; `quick` takes 200."""
    with running_stack() as stack:
        os.environ["FIRESTORE_EMULATOR_HOST"] = stack.environment["FIRESTORE_EMULATOR_HOST"]
        return Measured(asyncio.run(_measured(QUICK_CHUNKS if quick else CHUNKS)))


async def _measured(count: int) -> dict[str, float]:
    store, embeddings = FirestoreStore("demo-knowledge"), MiniLmEmbeddings()
    repository = KnowledgeChunkRepository(Reads(store, _TENANT))
    chunks = chunks_of(count)
    await embeddings.embed(["a first text has the model read"])
    begun = time.perf_counter()
    for start in range(0, len(chunks), _AT_ONCE):
        await _store(store, embeddings, chunks[start : start + _AT_ONCE])
    figures = {"knowledge_chunks_per_s": len(chunks) / (time.perf_counter() - begun)}
    index = KnowledgeIndex(id=_APP, slot=Slot.A, version=1)
    taken: list[float] = []
    places: list[int] = []
    for heading, _, question in QUESTIONS:
        begun = time.perf_counter()
        [vector] = await embeddings.embed([question])
        found = await repository.nearest(index, vector, 5, kind=None, document=None)
        taken.append((time.perf_counter() - begun) * 1_000)
        keys = [chunk.key for chunk, _ in found]
        places.append(keys.index(f"guide > {heading}") + 1 if f"guide > {heading}" in keys else 0)
    await store.close()
    return figures | {
        "knowledge_search_p50_ms": percentile(taken, 50),
        "knowledge_search_p95_ms": percentile(taken, 95),
        "knowledge_recall_at_5": sum(place > 0 for place in places) / len(places),
        "knowledge_mrr_at_5": statistics.mean(1 / place if place else 0 for place in places),
    }


def chunks_of(count: int) -> list[KnowledgeChunk]:
    """Return the passages that answer, among others that tell of as many parts in a store."""
    texts = [(heading, text) for heading, text, _ in QUESTIONS]
    parts = ("screw", "bolt", "lamp", "cable", "hinge", "valve", "filter", "shelf", "wheel", "spring")
    for number in range(count - len(texts)):
        part = parts[number % len(parts)]
        text = f"The {part} number {number} lies in aisle {number % 37}, weighs {number % 91} grams and fits {number}."
        texts.append((f"Part {number}", text))
    sections = (SectionContent(document="guide", headings=(heading,), line=1, text=text) for heading, text in texts)
    own = EmbeddingModel()
    return [chunk_of(_APP, section, passage, own) for section in sections for passage in passages(section)]


async def _store(store: FirestoreStore, embeddings: MiniLmEmbeddings, chunks: Sequence[KnowledgeChunk]) -> None:
    vectors = await embeddings.embed([chunk.embedded_text for chunk in chunks])
    await store.commit(
        [
            Create(
                f"tenants/{_TENANT}/{KnowledgeChunkRepository.path(chunk.id)}",
                {**chunk.within(Slot.A).to_data(), CHUNK_SEARCH.field: Vector(vector), "schemaVersion": 1},
            )
            for chunk, vector in zip(chunks, vectors, strict=True)
        ]
    )
