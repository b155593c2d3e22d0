import pytest

from shared.engines.task_files.markup import below, parsed, text_of
from shared.errors import InvalidInput

BOMB = b'<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><a>&c;</a>'


@pytest.mark.parametrize(
    ("document", "code"),
    [
        (BOMB, "doctype_refused"),
        (b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', "doctype_refused"),
        (b"<a>" * 31 + b"</a>" * 31, "malformed_xml"),
        (b"<a><b></a>", "malformed_xml"),
        (b"<a>&b;</a>", "malformed_xml"),
        (b'<?xml version="1.0" encoding="nonsense"?><a/>', "malformed_xml"),
        (b"", "malformed_xml"),
    ],
)
def test_documents_with_entities_and_broken_ones_are_refused(document: bytes, code: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        parsed(document, frozenset())
    assert refused.value.code == code


def test_names_lose_their_namespaces_and_what_is_unwanted_is_left_out() -> None:
    root = parsed(b'<p xmlns="urn:x"><g><t><n> one </n></t><t/></g><big><t>three</t></big></p>', frozenset({"big"}))
    assert [text_of(each, "n") for each in below(root, "g", "t")] == ["one", ""]
    assert list(below(root, "big", "t")) == []
    assert text_of(root, "g", "missing") == ""
