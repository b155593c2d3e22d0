import pytest

from shared.engines.harnesses import HARNESSES, unsupported
from shared.engines.harnesses.signature import Kind, Signature, parse_type
from shared.engines.harnesses.spelling import TYPES, spell, spell_name

SIGNATURE = Signature.model_validate(
    {
        "name": "count_words",
        "parameters": [{"name": "all_words", "type": "list<string>"}, {"name": "least", "type": "optional<int>"}],
        "returns": "map<string,int>",
    }
)
WITHOUT_MAP = SIGNATURE.with_(returns="list<list<float>>")


def test_every_language_writes_every_type_but_c_has_no_map() -> None:
    assert TYPES.keys() == HARNESSES.keys()
    lacking = {language: set(Kind) - types.keys() for language, types in TYPES.items()}
    assert {language: kinds for language, kinds in lacking.items() if kinds} == {"c": {Kind.MAP}}


def test_unsupported_names_what_is_missing() -> None:
    assert unsupported(SIGNATURE, "c") == "c has no type for map"
    assert unsupported(WITHOUT_MAP, "c") is None
    reason = unsupported(SIGNATURE, "sql")
    assert reason
    assert "not in sql" in reason
    assert all(unsupported(SIGNATURE, language) is None for language in HARNESSES if language != "c")


@pytest.mark.parametrize(
    ("language", "spelled"),
    [
        ("c", "OptionalIntListList"),
        ("cpp", "std::vector<std::vector<std::optional<long long>>>"),
        ("go", "[][]*int"),
        ("java", "List<List<Long>>"),
        ("javascript", "(number | null)[][]"),
        ("php", "list<list<?int>>"),
        ("python", "list[list[int | None]]"),
        ("ruby", "Array<Array<Integer, nil>>"),
        ("rust", "Vec<Vec<Option<i64>>>"),
        ("typescript", "(number | null)[][]"),
    ],
)
def test_types_are_written_as_the_language_does(language: str, spelled: str) -> None:
    assert spell(parse_type("list<list<optional<int>>>"), language) == spelled


def test_names_are_written_as_the_language_does() -> None:
    written = {language: spell_name("count_words", language) for language in HARNESSES}
    assert {language for language, name in written.items() if name == "countWords"} == {
        "go",
        "java",
        "javascript",
        "php",
        "typescript",
    }
    assert set(written.values()) == {"count_words", "countWords"}


STARTERS = {
    "c": """\
#include <stdlib.h>

#include "solution.h"

/*
 * solution.h declares:
 *     typedef struct { const char **data; size_t size; } StringList;
 *     typedef struct { double *data; size_t size; } FloatList;
 *     typedef struct { FloatList *data; size_t size; } FloatListList;
 * Take what you return from malloc; nothing needs to be freed.
 */
FloatListList count_words(StringList all_words, long long *least)
{
    abort(); /* write your code here */
}
""",
    "cpp": """\
#include <bits/stdc++.h>
using namespace std;

map<string, long long> count_words(vector<string> all_words, optional<long long> least)
{
    throw logic_error("not implemented");
}
""",
    "go": """\
package main

func countWords(allWords []string, least *int) map[string]int {
	panic("not implemented")
}
""",
    "java": """\
import java.util.List;
import java.util.Map;

class Solution {
    static Map<String, Long> countWords(List<String> allWords, Long least) {
        throw new UnsupportedOperationException();
    }
}
""",
    "javascript": """\
/**
 * @param {string[]} allWords
 * @param {(number | null)} least
 * @returns {Map<string, number>}
 */
function countWords(allWords, least) {
  throw new Error('not implemented');
}
""",
    "php": """\
<?php

class Solution
{
    /**
     * @param list<string> $allWords
     * @param ?int $least
     * @return array<string, int>
     */
    public static function countWords(array $allWords, ?int $least): array
    {
        throw new LogicException('not implemented');
    }
}
""",
    "python": """\
def count_words(all_words: list[str], least: int | None) -> dict[str, int]:
    raise NotImplementedError
""",
    "ruby": """\
# @param all_words [Array<String>]
# @param least [Integer, nil]
# @return [Hash{String => Integer}]
def count_words(all_words, least)
  raise NotImplementedError
end
""",
    "rust": """\
use std::collections::HashMap;

pub fn count_words(all_words: Vec<String>, least: Option<i64>) -> HashMap<String, i64> {
    todo!()
}
""",
    "typescript": """\
function countWords(allWords: string[], least: (number | null)): Map<string, number> {
  throw new Error('not implemented');
}
""",
}


@pytest.mark.parametrize("language", HARNESSES)
def test_the_candidate_starts_with_the_function_declared(language: str) -> None:
    signature = WITHOUT_MAP if language == "c" else SIGNATURE
    assert HARNESSES[language].starter_code(signature) == STARTERS[language]


@pytest.mark.parametrize("language", HARNESSES)
def test_the_candidates_code_lies_beside_the_harness_line_by_line(language: str) -> None:
    signature = WITHOUT_MAP if language == "c" else SIGNATURE
    harness = HARNESSES[language]
    assembled = harness.assemble(signature, b"any bytes \xff\r\nwithout an end")
    assert assembled.files[harness.solution_file].startswith(b"any bytes \xff\r\nwithout an end")
    assert spell_name("count_words", language).encode() in b"".join((assembled.source, *assembled.files.values()))
    assert b"@" not in assembled.source.replace(b"@Override", b"").replace(b"@ts-nocheck", b"")


def test_c_finds_its_types_in_a_header() -> None:
    header = HARNESSES["c"].assemble(WITHOUT_MAP, b"").files["solution.h"].decode()
    assert "typedef struct { const char **data; size_t size; } StringList;\n" in header
    assert "FloatListList count_words(StringList all_words, long long *least);\n" in header


def test_a_function_of_c_without_parameters_says_so() -> None:
    header = HARNESSES["c"].assemble(WITHOUT_MAP.with_(parameters=()), b"").files["solution.h"].decode()
    assert "FloatListList count_words(void);\n" in header
