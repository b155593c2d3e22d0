import pytest

from shared.engines.knowledge.markup import MAX_BYTES, MAX_DEPTH, read_markup
from shared.errors import InvalidInput


def test_yaml_is_read_as_json_has_it() -> None:
    text = "a: yes\nb: true\nc: 2026-01-01\nd: [1, 1.5, 1e3, ~, '7', 010]\n200: {x: }\n"
    assert read_markup(text.encode()) == {
        "a": "yes",
        "b": True,
        "c": "2026-01-01",
        "d": [1, 1.5, 1000.0, None, "7", 10],
        "200": {"x": None},
    }


def test_json_and_what_only_looks_like_it_are_read() -> None:
    assert read_markup(b'\xef\xbb\xbf{"a": [1]}') == {"a": [1]}
    assert read_markup(b"{a: 1}") == {"a": 1}


def test_a_bomb_of_aliases_is_refused() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)]
    with pytest.raises(InvalidInput, match="aliases are not taken"):
        read_markup("\n".join(lines).encode())


@pytest.mark.parametrize(
    "data",
    [
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b"- " * (MAX_DEPTH + 2) + b"x",
        b"--- 1\n--- 2",
        b"a: [1",
        b"? [a]\n: b",
        b"\x00",
        b"!!python/object/apply:os.system [ls]: 1",
    ],
)
def test_what_can_do_harm_or_makes_no_sense_is_refused(data: bytes) -> None:
    with pytest.raises(InvalidInput, match="the file"):
        read_markup(data)


def test_a_file_that_is_too_large_is_refused_unread() -> None:
    with pytest.raises(InvalidInput) as refused:
        read_markup(b" " * (MAX_BYTES + 1))
    assert refused.value.code == "file_too_large"
