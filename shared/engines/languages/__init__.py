"""The languages programs may be written in: data only, one file each."""

from collections.abc import Mapping

from shared.engines.languages.bash import BASH
from shared.engines.languages.c import C
from shared.engines.languages.cpp import CPP
from shared.engines.languages.go import GO
from shared.engines.languages.java import JAVA
from shared.engines.languages.javascript import JAVASCRIPT
from shared.engines.languages.php import PHP
from shared.engines.languages.python import PYTHON
from shared.engines.languages.ruby import RUBY
from shared.engines.languages.rust import RUST
from shared.engines.languages.sql import SQL
from shared.engines.languages.typescript import TYPESCRIPT
from shared.ports.sandbox import Language

LANGUAGES: Mapping[str, Language] = {
    language.name: language
    for language in (BASH, C, CPP, GO, JAVA, JAVASCRIPT, PHP, PYTHON, RUBY, RUST, SQL, TYPESCRIPT)
}
