from shared.engines.knowledge.chunks import LONGEST, MAX_PASSAGES, passages
from shared.engines.knowledge.items import (
    ApiBody,
    ApiContent,
    ApiParameter,
    SectionContent,
    TableColumn,
    TableContent,
    TableRelation,
)


def section(text: str) -> SectionContent:
    return SectionContent(document="guide", headings=("A", "B"), start=100, line=7, text=text)


def test_a_long_section_is_cut_between_paragraphs_and_each_part_knows_its_lines() -> None:
    text = "\n\n".join(f"Paragraph {number}. " + "word " * 60 for number in range(9))
    found = passages(section(text))
    lines = text.split("\n")
    assert len(found) > 3
    for passage in found:
        assert len(passage.text) <= LONGEST
        assert passage.text.startswith("Paragraph")
        assert passage.start is not None
        assert text[passage.start - 100 :].startswith(passage.text)
        assert passage.first_line is not None
        assert passage.last_line is not None
        assert "\n".join(lines[passage.first_line - 7 : passage.last_line - 6]).strip() == passage.text


def test_text_without_pauses_is_cut_anyway_and_loses_nothing() -> None:
    found = passages(section("x" * (LONGEST * 3 + 5)))
    assert [len(passage.text) for passage in found] == [LONGEST] * 3 + [5]


def test_a_section_of_blanks_has_no_passage() -> None:
    assert passages(section(" \n" * 2_000)) == []


def test_an_item_has_a_bounded_number_of_passages() -> None:
    many = ApiContent(method="GET", path="/", description="y" * 20_000, summary="z" * 20_000)
    assert len(passages(many)) == MAX_PASSAGES


def test_an_api_tells_its_parameters_and_what_bodies_hold() -> None:
    shape = {"type": "array", "items": {"properties": {"owner": {"properties": {"name": {}}}, "age": {}}}}
    api = ApiContent(
        method="POST",
        path="/a~b/{id}",
        summary="Adopt a pet",
        parameters=(ApiParameter(name="id", location="path", required=True, shape={"type": "integer"}),),
        bodies=(ApiBody(media_type="application/json", shape=shape),),
    )
    [passage] = passages(api)
    assert passage.heading == "POST /a~b/{id}"
    assert passage.pointer == "/paths/~1a~0b~1{id}/post"
    assert passage.text.split("\n") == [
        "Adopt a pet",
        "required path parameter id: integer",
        "body application/json with owner, name, age",
    ]


def test_a_table_tells_its_columns_and_what_they_refer_to() -> None:
    table = TableContent(
        name="pets",
        columns=(TableColumn(name="id", type="INT"), TableColumn(name="owner", type="INT", description="who feeds it")),
        primary_key=("id",),
        relations=(TableRelation(columns=("owner",), table="people", references=("id",)),),
    )
    [passage] = passages(table)
    assert passage.heading == "Table pets"
    assert passage.text.split("\n") == [
        "id INT",
        "owner INT: who feeds it",
        "primary key id",
        "owner refers to people id",
    ]
