"""How things are found by words: folding, keys and ranking."""

from collections.abc import Sequence

from shared.engines.search import ranking, words
from shared.ports.search import Analysis


class WordAnalysis:
    """Words as beginnings and deletion neighbourhoods."""

    def words(self, text: str) -> list[str]:
        """Return a text's words, folded, in order, each once."""
        return words.words(text)

    def keys(self, words_of_entry: Sequence[str]) -> list[str]:
        """Return what an entry with these words is found by."""
        return words.keys(words_of_entry)

    def probes(self, query: Sequence[str]) -> list[str]:
        """Return what every entry that matches all words has at least one key of."""
        return words.probes(query)

    def score(self, query: Sequence[str], texts: Sequence[tuple[int, Sequence[str]]]) -> int:
        """Return how well texts, each a weight and its words, fit a query's words; 0 where a word is missing."""
        return ranking.score(query, texts)


ANALYSIS: Analysis = WordAnalysis()
