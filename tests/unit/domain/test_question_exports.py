"""What is exported is the same question when it is imported."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from functions.questions.import_question_rows import QuestionRow
from shared.domain.questions.exports import QuestionRecord
from shared.domain.questions.tables import HEADER, from_csv, to_csv
from shared.engines.records.reading import Record, from_json, from_yaml
from shared.engines.records.writing import JSON, YAML, ListSyntax
from shared.runtime.requests import bind_fields
from tests.fixtures.examples import OTHER_KINDS, SUM_CONTENT

SYNTAXES = [pytest.param(JSON, from_json, id="json"), pytest.param(YAML, from_yaml, id="yaml")]
TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=40)
LINE = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=20)
FEW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
SHARE = st.decimals(0, 1, places=3).map(str)
NUMBER = st.decimals(-(10**9), 10**9, places=4).map(str)
LABELS = st.fixed_dictionaries(
    {
        "tags": st.lists(LINE.filter(lambda text: not {*",;"} & {*text}), max_size=3),
        "skills": st.lists(st.sampled_from(["sql", "Data  modelling", "-1", "=x"]), max_size=2),
        "difficulty": st.sampled_from(["easy", "medium", "hard", None]),
    }
)


def of_kind(kind: str, text: st.SearchStrategy[str], **changes: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    base: dict[str, Any] = SUM_CONTENT if kind == "coding" else OTHER_KINDS[kind]
    titled = {"title": text.filter(str.strip), "prompt": text}
    return st.fixed_dictionaries(titled | changes).map(lambda changed: base | changed)


def choice_scoring(letters: str) -> st.SearchStrategy[Any]:
    correct = st.lists(st.sampled_from(letters), min_size=2, unique=True)
    credit = st.sampled_from(["all_or_nothing", "per_choice", "right_minus_wrong"])
    return st.fixed_dictionaries({"correct": correct, "credit": credit, "penalty": SHARE})


def numeric_scoring() -> st.SearchStrategy[Any]:
    near = st.fixed_dictionaries({"expected": NUMBER, "absolute": SHARE, "relative": SHARE, "penalty": SHARE})
    between = st.tuples(NUMBER, NUMBER).map(lambda pair: sorted(pair, key=float))
    return near | between.map(lambda pair: {"minimum": pair[0], "maximum": pair[1]})


def choices(text: st.SearchStrategy[str]) -> st.SearchStrategy[Any]:
    return st.tuples(text, text, text).map(
        lambda texts: [{"id": id, "text": each} for id, each in zip("abc", texts, strict=True)]
    )


def contents(text: st.SearchStrategy[str]) -> st.SearchStrategy[Any]:
    return st.one_of(
        of_kind("multiple_choice", text, choices=choices(text), scoring=choice_scoring("abc")),
        of_kind("numeric", text, unit=text, scoring=numeric_scoring()),
        of_kind(
            "free_text",
            text,
            maxLength=st.just(5_000),
            scoring=st.lists(text, min_size=1, max_size=3).map(lambda accepted: {"accepted": accepted}),
        ),
    )


def records(content: st.SearchStrategy[Any]) -> st.SearchStrategy[QuestionRecord]:
    made = st.fixed_dictionaries({"externalId": st.none() | LINE, "labels": LABELS, "content": content})
    return made.map(lambda data: as_imported(Record(1, data)))


EVERY_KIND = st.one_of(
    contents(TEXT),
    of_kind("coding", TEXT, starterCode=st.fixed_dictionaries({"python": TEXT}), groups=st.just([])),
    of_kind("file_upload", TEXT, maxBytes=st.integers(1, 1_000)),
)


def as_imported(record: Record) -> QuestionRecord:
    assert record.problem is None, record.problem
    row: QuestionRow = bind_fields(QuestionRow, {}, record.data)
    return QuestionRecord(external_id=row.external_id, labels=row.labels, content=row.content)


@pytest.mark.parametrize(("syntax", "read"), SYNTAXES)
@FEW
@given(questions=st.lists(records(EVERY_KIND), max_size=2))
def test_json_and_yaml_hold_every_kind_as_it_is(
    syntax: ListSyntax, read: Callable[[bytes], list[Record]], questions: list[QuestionRecord]
) -> None:
    pieces = syntax.separator.join(syntax.record(question.to_record()) for question in questions)
    data = syntax.opening + pieces + syntax.closing if questions else syntax.empty
    assert [as_imported(record) for record in read(data)] == questions


@FEW
@given(question=records(contents(LINE)))
def test_a_row_holds_choices_numbers_and_texts_as_they_are(question: QuestionRecord) -> None:
    line = to_csv(question)
    assert line is not None
    [record] = from_csv(HEADER + line, 1)
    assert as_imported(record) == question


@FEW
@given(question=records(EVERY_KIND))
def test_a_row_never_holds_another_question(question: QuestionRecord) -> None:
    line = to_csv(question)
    if line is not None:
        [record] = from_csv(HEADER + line, 1)
        assert as_imported(record) == question


@pytest.mark.parametrize(
    ("kind", "changes"),
    [
        ("coding", {}),
        ("file_upload", {}),
        ("free_text", {"maxLength": 10}),
        ("multiple_choice", {"choices": [{"id": "first", "text": "1"}, {"id": "b", "text": "2"}]}),
        ("multiple_choice", {"choices": [{"id": "a", "text": "1\n2"}, {"id": "b", "text": "2"}]}),
        ("numeric", {"parameters": [{"type": "range", "name": "n", "minimum": 1, "maximum": 2}]}),
    ],
)
def test_what_no_row_can_say_gets_none(kind: str, changes: dict[str, Any]) -> None:
    base = SUM_CONTENT if kind == "coding" else OTHER_KINDS[kind]
    assert to_csv(QuestionRecord.model_validate({"content": base | changes})) is None
