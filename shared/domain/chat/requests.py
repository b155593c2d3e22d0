"""Chat completions as OpenAI's clients ask for them, and the same as what each provider is asked."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, StringConstraints

from shared.errors import FieldProblem, InvalidInput
from shared.model import FrozenModel
from shared.ports.model_providers import ModelProtocol, Provider
from shared.ports.models import Message, MessageRole, ModelRequest, Parameters, Timeouts, Tool, ToolCall

MAX_CHOICES = 8
_ROLES = {"developer": MessageRole.SYSTEM}
_CHOICES = {"auto": "auto", "none": "none", "required": "any"}
_STYLE = ("frequency_penalty", "presence_penalty", "logit_bias", "reasoning_effort", "verbosity")
"""What only providers that speak OpenAI's protocol can be asked; zero and nothing mean the same as leaving it out."""

Count = Annotated[int, Field(ge=1, le=1_000_000)]
ModelName = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Text = Annotated[str, StringConstraints(max_length=200)]
Penalty = Annotated[float, Field(ge=-2, le=2, allow_inf_nan=False)]
Unsupported = Annotated[None, Field(description="Not supported: leave it out.")]


class ChatModel(FrozenModel):
    """A model of this protocol, whose names are in snake_case."""

    model_config = ConfigDict(alias_generator=None)


class TextPart(ChatModel):
    """A part of a message; parts other than text can't be handed on."""

    type: Literal["text"]
    text: str


class FunctionCall(ChatModel):
    """Which function is called; `arguments` is JSON as the model wrote it, valid or not."""

    name: Text
    arguments: str


class CalledTool(ChatModel):
    """A tool call, as a model made it."""

    id: Text
    type: Literal["function"] = "function"
    function: FunctionCall


class ChatMessage(ChatModel):
    """One message."""

    role: Literal["system", "developer", "user", "assistant", "tool"]
    content: str | Annotated[tuple[TextPart, ...], Field(max_length=1_000)] | None = None
    tool_calls: Annotated[tuple[CalledTool, ...], Field(max_length=128)] | None = None
    tool_call_id: Text | None = None

    @property
    def text(self) -> str:
        """What it says; parts are lines of their own."""
        if self.content is None or isinstance(self.content, str):
            return self.content or ""
        return "\n".join(part.text for part in self.content)

    def message(self) -> Message:
        """Return it as models are asked."""
        calls = tuple(ToolCall(call.id, call.function.name, call.function.arguments) for call in self.tool_calls or ())
        return Message(_ROLES.get(self.role) or MessageRole(self.role), self.text, calls, self.tool_call_id or "")


class FunctionTool(ChatModel):
    """A function that the model may call; `parameters` is a JSON Schema."""

    name: Annotated[str, StringConstraints(pattern=r"^[a-zA-Z0-9_-]{1,64}$")]
    description: str = ""
    parameters: dict[str, Any] = Field(default_factory=lambda: {"type": "object", "properties": {}})


class ChatTool(ChatModel):
    """A tool; there are none but functions."""

    type: Literal["function"]
    function: FunctionTool


class FunctionName(ChatModel):
    """A function by its name."""

    name: Text


class ChosenTool(ChatModel):
    """The one tool that must be called."""

    type: Literal["function"]
    function: FunctionName


class ResponseFormat(ChatModel):
    """In which form the model answers."""

    type: Literal["text", "json_object", "json_schema"]
    json_schema: dict[str, Any] | None = None


class StreamOptions(ChatModel):
    """Whether a last piece of the stream tells the usage."""

    include_usage: bool = False


class ChatQuestion(ChatModel):
    """What a model is asked; what is None is left to the provider."""

    model: ModelName
    messages: Annotated[tuple[ChatMessage, ...], Field(min_length=1, max_length=2_000)]
    stream: bool | None = None
    stream_options: StreamOptions | None = None
    n: Annotated[int, Field(ge=1, le=MAX_CHOICES)] | None = None
    temperature: Annotated[float, Field(ge=0, le=2)] | None = None
    top_p: Annotated[float, Field(ge=0, le=1)] | None = None
    max_tokens: Count | None = None
    max_completion_tokens: Count | None = None
    stop: str | Annotated[tuple[str, ...], Field(max_length=4)] | None = None
    seed: Annotated[int, Field(ge=-(2**63), lt=2**63)] | None = None
    tools: Annotated[tuple[ChatTool, ...], Field(max_length=128)] | None = None
    tool_choice: Literal["auto", "none", "required"] | ChosenTool | None = None
    parallel_tool_calls: bool | None = None
    response_format: ResponseFormat | None = None
    frequency_penalty: Penalty | None = None
    presence_penalty: Penalty | None = None
    logit_bias: Annotated[dict[str, Penalty | int], Field(max_length=1_000)] | None = None
    reasoning_effort: Text | None = None
    verbosity: Text | None = None
    user: Text | None = None
    logprobs: Literal[False] | None = None
    audio: Unsupported = None
    functions: Unsupported = None
    function_call: Unsupported = None

    @property
    def choices(self) -> int:
        """How many answers are wanted."""
        return self.n or 1

    @property
    def limit(self) -> int | None:
        """How long an answer may get, in tokens."""
        return self.max_completion_tokens or self.max_tokens

    @property
    def with_usage(self) -> bool:
        """Whether a stream ends with the usage."""
        return self.stream_options is not None and self.stream_options.include_usage

    def asked_of(
        self, provider: Provider, model: str, messages: Sequence[ChatMessage], *, limit: int, timeouts: Timeouts
    ) -> ModelRequest:
        """Return what a provider is asked; raise InvalidInput for what it can't be."""
        is_anthropic = provider.protocol is ModelProtocol.ANTHROPIC
        parameters = Parameters(
            temperature=self.temperature,
            top_p=self.top_p,
            max_tokens=limit,
            stop=(self.stop,) if isinstance(self.stop, str) else self.stop or (),
            seed=self.seed,
            extra=self._anthropic() if is_anthropic else self._openai(),
        )
        tools = tuple(
            Tool(each.function.name, each.function.description, each.function.parameters) for each in self.tools or ()
        )
        return ModelRequest(model, tuple(each.message() for each in messages), parameters, tools, timeouts)

    def require_whole(self) -> None:
        """Raise InvalidInput for tools that contradict each other, or an answer to no call."""
        names = [tool.function.name for tool in self.tools or ()]
        if len(names) != len(set(names)):
            _refuse("tools", "duplicate_tool", "give each function a name of its own")
        if isinstance(self.tool_choice, ChosenTool) and self.tool_choice.function.name not in names:
            _refuse("tool_choice", "unknown_tool", "choose one of the tools")
        if self.tool_choice == "required" and not names:
            _refuse("tool_choice", "no_tools", "give the tools to choose from")
        called: set[str] = set()
        for place, message in enumerate(self.messages):
            called.update(call.id for call in message.tool_calls or ())
            if message.role == "tool" and message.tool_call_id not in called:
                _refuse(f"messages/{place}/tool_call_id", "unknown_tool_call", "answer a call of a message before")
            if message.tool_calls and message.role != "assistant":
                _refuse(f"messages/{place}/tool_calls", "not_the_assistant", "only the assistant calls tools")

    def _openai(self) -> Mapping[str, Any]:
        wanted = {*_STYLE, "response_format", "tool_choice", "parallel_tool_calls"}
        return self.model_dump(mode="json", include=wanted, exclude_none=True)

    def _anthropic(self) -> Mapping[str, Any]:
        for name in _STYLE:
            if getattr(self, name):
                _refuse(name, "unsupported_parameter", "this model's provider knows no such parameter")
        if self.response_format is not None and self.response_format.type != "text":
            _refuse("response_format", "unsupported_parameter", "this model's provider answers in text only")
        if not self.tools:
            return {}
        chosen: dict[str, Any] = {"type": "auto"}
        if isinstance(self.tool_choice, ChosenTool):
            chosen = {"type": "tool", "name": self.tool_choice.function.name}
        elif self.tool_choice is not None:
            chosen = {"type": _CHOICES[self.tool_choice]}
        if self.parallel_tool_calls is False and chosen["type"] != "none":
            chosen["disable_parallel_tool_use"] = True
        return {"tool_choice": chosen}


def _refuse(field: str, code: str, message: str) -> None:
    problem = FieldProblem(f"/{field}", code, message)
    raise InvalidInput("this can't be asked", code=code, fields=[problem])
