"""Text of many scripts has its shapes."""

import unicodedata

import pytest

from shared.engines.typesetting.typefaces import REGULAR, Typefaces

NAMES = {
    "Latin": "Zoë Łukasz-Ñandú Nguyễn",
    "Greek": "Γιώργος Παπαδόπουλος",
    "Cyrillic": "Юлия Щербакова",
    "Arabic": "محمد بن سلمان",
    "Persian": "نمی\u200cترسم",
    "Hebrew": "דוד בן־גוריון",
    "Chinese": "李小龙 王小明 張偉",
    "Japanese": "山田 太郎 さくら カタカナ",
    "Korean": "김철수 이영희",
    "Devanagari": "नरेन्द्र मोदी क्षत्रिय",
    "Bengali": "রবীন্দ্রনাথ",
    "Gurmukhi": "ਗੁਰਮੀਤ",
    "Gujarati": "નરેન્દ્ર",
    "Tamil": "தமிழ்ச்செல்வி",
    "Telugu": "శ్రీనివాస్",
    "Kannada": "ಕೃಷ್ಣ",
    "Malayalam": "കൃഷ്ണൻ",
    "Thai": "ศรีสุดา",
    "Georgian": "შოთა რუსთაველი",
    "Armenian": "Նարեկ Ա.",
}


def glyphs(text: str, *, leftwards: bool = False) -> list[str]:
    typefaces = Typefaces()
    [(_, _, name)] = typefaces.runs(text, REGULAR)
    return list(typefaces.shaped(text, name, 10, leftwards=leftwards).glyphs)


@pytest.mark.thorough
@pytest.mark.parametrize("script", NAMES)
def test_a_name_in_a_living_script_is_shown_as_it_is(script: str) -> None:
    name, typefaces = unicodedata.normalize("NFC", NAMES[script]), Typefaces()
    assert typefaces.shown(name) == name
    for start, end, face in typefaces.runs(name, REGULAR):
        face_of = typefaces.font(face).face
        run = typefaces.shaped(name[start:end], face, 10, leftwards=script in ("Arabic", "Persian", "Hebrew"))
        assert run.width > 0
        assert all(face_of.charToGlyph[ord(each)] != 0 for each in run.glyphs)


@pytest.mark.thorough
@pytest.mark.parametrize("text", ["\u202egnp.exe", "\x07bell", "😀", "\U00012000", "\ue000", "\u2066x"])
def test_what_has_no_shape_is_told_by_code_points(text: str) -> None:
    assert Typefaces().shown(text) != text
    assert f"[U+{ord(text[0]):04X}]" in Typefaces().shown(text)


def test_an_accent_apart_from_its_letter_is_put_together() -> None:
    assert Typefaces().shown("Zoe\u0308") == "Zoë"


def test_arabic_letters_take_the_shape_of_their_place() -> None:
    last, middle, first = glyphs("ببب", leftwards=True)
    assert len({last, middle, first, *glyphs("ب", leftwards=True)}) == 4


def test_devanagari_letters_join() -> None:
    assert len(glyphs("क्ष")) < len("क्ष")


def test_brackets_turn_with_the_direction() -> None:
    assert glyphs("(", leftwards=True) == glyphs(")")


def test_a_line_is_as_wide_as_its_letters_whatever_their_direction() -> None:
    typefaces = Typefaces()
    advances = typefaces.advances("Zoë דוד 12", REGULAR, 10)
    parts = [sum(typefaces.advances(part, REGULAR, 10)) for part in ("Zoë ", "דוד ", "12")]
    assert sum(advances) == pytest.approx(sum(parts))
    assert all(each > 0 for each in advances)
