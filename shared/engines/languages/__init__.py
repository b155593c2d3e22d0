"""The languages programs may be written in: data only, one file each."""

from collections.abc import Mapping

from shared.engines.languages.javascript import JAVASCRIPT
from shared.engines.languages.python import PYTHON
from shared.ports.sandbox import Language

LANGUAGES: Mapping[str, Language] = {language.name: language for language in (JAVASCRIPT, PYTHON)}
