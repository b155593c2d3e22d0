"""Pictures from people, made anew: nothing of the file that was sent is kept but what can be seen.

What a picture would take unpacked is known from its header, and too much is refused before it is unpacked.
"""

import struct
from io import BytesIO

from shared.errors import InvalidInput

FORMATS = ("PNG", "JPEG", "WEBP")
MAX_PIXELS = 16_000_000
CONTENT_TYPE = "image/png"


def square_picture(content: bytes, side: int) -> bytes:
    """Return the middle of a picture as a PNG of `side` pixels squared, turned as its camera says.

    Raise InvalidInput as `picture_unreadable` or `picture_too_large`.
    """
    from PIL import Image, ImageOps

    try:
        with Image.open(BytesIO(content), formats=FORMATS) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise _too_large()
            upright = ImageOps.exif_transpose(picture)
            fitted = ImageOps.fit(upright.convert("RGBA"), (side, side))
            bare = Image.new("RGBA", fitted.size)
            bare.paste(fitted)
            made = BytesIO()
            bare.save(made, "PNG", optimize=True)
            return made.getvalue()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_large() from error
    except (EOFError, OSError, SyntaxError, ValueError, struct.error) as error:
        message = "this can't be read as a picture; send a PNG, JPEG or WebP file"
        raise InvalidInput(message, code="picture_unreadable") from error


def _too_large() -> InvalidInput:
    return InvalidInput(f"the picture has more than {MAX_PIXELS} pixels; make it smaller", code="picture_too_large")
