import pytest

from shared.engines.similarity.tokens import NAME, NUMBER, TEXT, tokens


def kinds(language: str, source: str) -> list[str]:
    return [token.kind for token in tokens(language, source)]


@pytest.mark.parametrize(
    ("language", "source", "same"),
    [
        ("python", "total = a + 1  # sum\n", "s=b+2"),
        ("python", 'x = """a\nb"""', "name = 'text'"),
        ("java", "int total /* the\nsum */ = a; // done", "int s = b;"),
        ("cpp", "for (int i = 0; i <= n; ++i) f(i);", "for(int k=0;k<=m;++k){}".replace("{}", "g(k);")),
        ("javascript", "const a = `x${1}`;", "const  b='y' ;"),
        ("ruby", "=begin\nno code\n=end\nputs 'a'", 'print "b"'),
        ("bash", "a=$#; echo hi # comment", "b=$#; print  ho"),
        ("php", "$a = 1; # sum\n", "$b = 2; // sum"),
        ("rust", "fn f<'a>(x: &'a str) -> char { 'b' }", "fn g<'c>(y: &'c text) -> char { '\\n' }"),
        ("sql", "SELECT a FROM t -- all\nWHERE b = 'it''s'", "select x from u where y='z'"),
        ("go", "x := 1.5e3", "y := 0xff"),
    ],
)
def test_names_comments_and_layout_leave_no_trace(language: str, source: str, same: str) -> None:
    assert kinds(language, source) == kinds(language, same)


def test_keywords_and_signs_stay() -> None:
    assert kinds("python", "while x != 1: f('a')") == ["while", NAME, "!=", NUMBER, ":", NAME, "(", TEXT, ")"]


def test_a_comments_sign_inside_a_text_is_none() -> None:
    assert kinds("python", "a = '#' + b") == [NAME, "=", TEXT, "+", NAME]
    assert kinds("java", 'a = "//" + b;') == [NAME, "=", TEXT, "+", NAME, ";"]


def test_lines_count_through_comments_and_texts() -> None:
    source = 'a\n"""\n\n"""\n# c\nb'
    assert [(token.kind, token.line) for token in tokens("python", source)] == [(NAME, 1), (TEXT, 2), (NAME, 6)]


@pytest.mark.thorough
@pytest.mark.parametrize("language", ["python", "cpp", "rust", "ruby", "bash", "php", "sql", "unheard of"])
def test_what_is_no_program_has_tokens_all_the_same(language: str) -> None:
    for source in ("", "'", '"""', "/*", "\\", "£ ü 名前", "'" * 20_000, "/*" * 20_000, "\x01\ud7ff" * 10):
        tokens(language, source)
