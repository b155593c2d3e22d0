"""Every type of assertion and the function that decides it."""

import inspect
from collections.abc import Awaitable, Callable
from dataclasses import replace

from shared.engines.assertions import (
    html,
    judged,
    markup,
    measures,
    overlap,
    refusals,
    retrieval,
    schemas,
    scripts,
    similar,
    sql,
    texts,
    tool_calls,
    traces,
    trajectories,
)
from shared.engines.assertions.model import Assertion, InvalidAssertion, Subject
from shared.engines.assertions.outside import NOTHING, Outside, OutsideFailed
from shared.engines.assertions.results import Check, Grade, errored
from shared.engines.templates.errors import TemplateError

Decide = Callable[[Check], Grade | Awaitable[Grade]]

ROW_TYPES = ("select-best", "max-score", "human")
"""Types that look across the outputs of a row, or that a person decides; they have no not- form."""

TYPES: dict[str, Decide] = {
    "answer-relevance": retrieval.answer_relevance,
    "bleu": overlap.bleu,
    "classifier": judged.classifier,
    "contains": texts.contains,
    "contains-all": texts.contains_all,
    "contains-any": texts.contains_any,
    "contains-html": html.contains_html,
    "contains-json": schemas.contains_json,
    "contains-sql": sql.contains_sql,
    "contains-xml": markup.contains_xml,
    "context-faithfulness": retrieval.context_faithfulness,
    "context-recall": retrieval.context_recall,
    "context-relevance": retrieval.context_relevance,
    "conversation-relevance": judged.conversation_relevance,
    "cost": measures.cost,
    "equals": texts.equals,
    "factuality": judged.factuality,
    "finish-reason": measures.finish_reason,
    "g-eval": judged.g_eval,
    "gleu": overlap.gleu,
    "guardrails": measures.guardrails,
    "icontains": texts.contains,
    "icontains-all": texts.contains_all,
    "icontains-any": texts.contains_any,
    "is-html": html.is_html,
    "is-json": schemas.is_json,
    "is-refusal": refusals.is_refusal,
    "is-sql": sql.is_sql,
    "is-valid-function-call": tool_calls.is_valid_function_call,
    "is-valid-openai-function-call": tool_calls.is_valid_function_call,
    "is-valid-openai-tools-call": tool_calls.is_valid_openai_tools_call,
    "is-xml": markup.is_xml,
    "javascript": scripts.javascript,
    "latency": measures.latency,
    "levenshtein": texts.levenshtein,
    "llm-rubric": judged.llm_rubric,
    "meteor": overlap.meteor,
    "model-graded-closedqa": judged.closed_qa,
    "model-graded-factuality": judged.factuality,
    "moderation": judged.moderation,
    "perplexity": measures.perplexity,
    "perplexity-score": measures.perplexity_score,
    "python": scripts.python,
    "regex": scripts.regex,
    "rouge-n": overlap.rouge_1,
    "similar": similar.similar,
    "similar:cosine": similar.similar,
    "similar:dot": similar.similar,
    "similar:euclidean": similar.similar,
    "starts-with": texts.starts_with,
    "tool-call-f1": tool_calls.tool_call_f1,
    "trace-error-spans": traces.error_spans,
    "trace-span-count": traces.span_count,
    "trace-span-duration": traces.span_duration,
    "trajectory:goal-success": judged.goal_success,
    "trajectory:step-count": trajectories.step_count,
    "trajectory:tool-args-match": trajectories.tool_arguments,
    "trajectory:tool-sequence": trajectories.tool_sequence,
    "trajectory:tool-used": trajectories.tool_used,
    "webhook": scripts.webhook,
    "word-count": texts.word_count,
}


async def decide(assertion: Assertion, subject: Subject, outside: Outside = NOTHING) -> Grade:
    """Return the grade of one assertion; what cannot be decided is a grade with an error.

    An assertion of weight 0 is there for its score: it passes whatever came out, unless it ends in an error.
    """
    kind = assertion.type.removeprefix("not-")
    function = TYPES.get(kind)
    if function is None:
        return errored(f"there is no assertion type {assertion.type}", assertion.type)
    check = Check(assertion, subject, subject.output, kind, inverse=kind != assertion.type, outside=outside)
    try:
        if assertion.transform:
            check = replace(check, output=scripts.transformed(assertion.transform, check))
        made = function(check)
        grade = await made if inspect.isawaitable(made) else made
    except (InvalidAssertion, OutsideFailed, TemplateError) as error:
        return errored(str(error), assertion.type)
    except RecursionError:
        return errored("the value or the output is nested too deeply", assertion.type)
    return replace(grade, type=assertion.type, passed=grade.passed or assertion.weight == 0)
