"""The numbers, against those that Judge0's own client looks up."""

import pytest
from judge0 import LanguageAlias
from judge0.data import LANGUAGE_TO_LANGUAGE_ID

from shared.domain.judge0.languages import NUMBERS, numbered_languages
from shared.domain.judge0.settings import VERSION
from shared.engines.languages import LANGUAGES

ALIASES = {
    LanguageAlias.BASH: "bash",
    LanguageAlias.C_GCC: "c",
    LanguageAlias.CPP_GCC: "cpp",
    LanguageAlias.GO: "go",
    LanguageAlias.JAVA: "java",
    LanguageAlias.JAVASCRIPT: "javascript",
    LanguageAlias.PHP: "php",
    LanguageAlias.PYTHON: "python",
    LanguageAlias.RUBY: "ruby",
    LanguageAlias.RUST: "rust",
    LanguageAlias.SQLITE: "sql",
    LanguageAlias.TYPESCRIPT: "typescript",
}


@pytest.mark.parametrize("version", ["1.13.1", VERSION])
@pytest.mark.parametrize("alias", ALIASES)
def test_what_the_client_calls_a_language_is_that_language_here(version: str, alias: LanguageAlias) -> None:
    assert LANGUAGE_TO_LANGUAGE_ID[version][alias] in NUMBERS[ALIASES[alias]]


def test_every_language_of_the_catalogue_has_numbers_of_its_own() -> None:
    numbers = [number for each in NUMBERS.values() for number in each]
    assert len(numbers) == len(set(numbers))
    assert {each.language.name for each in numbered_languages()} == set(LANGUAGES)
