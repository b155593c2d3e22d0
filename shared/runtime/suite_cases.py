"""Cards and cases as what is executed: the same for a run on a server and on a command line."""

from shared.domain.cards.cases import ExpandedCase
from shared.domain.cards.content import CardContent, TextPrompt
from shared.domain.cards.variables import with_defaults
from shared.domain.suite_runs.cases import PromptMessage, SuiteCase, Target


def suite_case(content: CardContent, case: ExpandedCase, target: Target, *, repeat: int = 0) -> SuiteCase:
    """Return a card's prompt with one case's values, for a model."""
    return SuiteCase(
        messages=tuple(PromptMessage(role=role.value, template=template) for _, role, template in content.templates()),
        is_text=isinstance(content.prompt, TextPrompt),
        vars=with_defaults(content.variables, case.vars),
        target=target,
        assertions=case.assertions,
        threshold=case.threshold,
        transform=case.transform,
        metadata=case.metadata,
        repeat=repeat,
    )
