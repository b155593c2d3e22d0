import pytest

from shared.engines.knowledge.items import ApiContent, ApiParameter, SectionContent, TableColumn, TableContent
from shared.engines.knowledge.questions import MAX_NAMES, MAX_TEXT, question_about

Item = ApiContent | TableContent | SectionContent


@pytest.mark.parametrize(
    ("item", "text"),
    [
        (
            ApiContent(method="GET", path="/pets", summary="All pets. "),
            "Which API request is there for this: All pets?",
        ),
        (
            ApiContent(method="GET", path="/pets", parameters=(ApiParameter(name="limit", location="query"),)),
            "Which parameters does GET /pets take?",
        ),
        (SectionContent(document="guide", text="Open at nine."), "What does guide say?"),
        (SectionContent(document="guide", headings=("A", "B"), text="x"), "What does guide say about B?"),
    ],
)
def test_an_item_is_asked_about_by_what_names_it(item: Item, text: str) -> None:
    question = question_about(item, least_similar=0.5)
    assert question is not None
    assert question.text == text


@pytest.mark.parametrize(
    "item",
    [
        ApiContent(method="GET", path="/pets"),
        TableContent(name="pets"),
        SectionContent(document="guide", headings=("A",), text=" \n"),
    ],
)
def test_an_item_that_says_too_little_is_asked_nothing(item: Item) -> None:
    assert question_about(item, least_similar=0.5) is None


def test_a_wide_table_and_a_long_section_demand_their_beginning_only() -> None:
    table = TableContent(name="wide", columns=tuple(TableColumn(name=f"c{number}") for number in range(100)))
    section = SectionContent(document="guide", text="word " * 4_000)
    wide, long = question_about(table, least_similar=0.5), question_about(section, least_similar=0.5)
    assert wide is not None
    assert long is not None
    assert len(wide.assertions[0]["value"]) == MAX_NAMES
    assert (len(long.assertions[0]["value"]), long.assertions[0]["threshold"]) == (MAX_TEXT, 0.5)
