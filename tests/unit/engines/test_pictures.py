from io import BytesIO

import pytest
from PIL import Image

from shared.engines.pictures import square_picture
from shared.errors import InvalidInput
from tests.fixtures.pictures import bomb, picture


@pytest.mark.parametrize("format", ["PNG", "JPEG", "WEBP"])
def test_a_picture_becomes_a_square_png(format: str) -> None:
    made = Image.open(BytesIO(square_picture(picture(format), 64)))
    assert (made.format, made.size) == ("PNG", (64, 64))
    red, green, blue, alpha = made.convert("RGBA").getpixel((32, 32))
    assert abs(red - 200) + abs(green - 30) + abs(blue - 60) < 12
    assert alpha == 255


def test_nothing_of_what_was_sent_is_kept_but_what_is_seen() -> None:
    exif = Image.Exif()
    exif[0x010E] = "taken at home"
    sent = picture("JPEG", exif=exif) + b"<script>alert(1)</script>"
    assert b"taken at home" in sent
    made = square_picture(sent, 64)
    assert b"taken at home" not in made
    assert b"<script>" not in made
    assert Image.open(BytesIO(made)).info == {}


def test_a_picture_is_turned_as_its_camera_says() -> None:
    upper_half_black = Image.new("RGB", (100, 100), "white")
    upper_half_black.paste("black", (0, 0, 100, 50))
    exif = Image.Exif()
    exif[0x0112] = 3  # upside down
    sent = BytesIO()
    upper_half_black.save(sent, "JPEG", exif=exif)
    made = Image.open(BytesIO(square_picture(sent.getvalue(), 64))).convert("L")
    assert made.getpixel((32, 8)) > 200
    assert made.getpixel((32, 56)) < 50


@pytest.mark.parametrize(("width", "height"), [(4_001, 4_000), (60_000, 60_000), (2**31 - 1, 2**31 - 1)])
def test_a_small_file_that_unpacks_to_much_is_refused_unopened(width: int, height: int) -> None:
    with pytest.raises(InvalidInput) as refused:
        square_picture(bomb(width, height), 64)
    assert refused.value.code == "picture_too_large"


@pytest.mark.parametrize(
    "content",
    [b"", b"GIF89a", picture("GIF"), picture("BMP"), picture()[:80], b"\x89PNG\r\n\x1a\n" + bytes(100), b"RIFF" * 9,
     b"\xff\xd8\xff" + bytes(50), picture("JPEG")[:300], picture("WEBP")[:60]],
)  # fmt: skip
def test_what_is_no_whole_picture_is_refused(content: bytes) -> None:
    with pytest.raises(InvalidInput) as refused:
        square_picture(content, 64)
    assert refused.value.code == "picture_unreadable"
