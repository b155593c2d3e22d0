"""Prompt templates in the language of nunjucks, rendered as promptfoo renders them. Pure, and bounded in every way.

Values are JavaScript's: `values` says what an operator, a lookup or printing makes of them. `tokens` and `parsing`
read a template into `syntax`, `rendering` walks it under a `Budget`, and `prompts` adds what promptfoo does around it.
A template reaches its variables, the filters and tests of this package, and nothing else.
"""
