"""EDN, the notation of Clojure, as far as plain data has it. Read without recursion, whatever its depth."""

import re
from collections.abc import Iterator
from typing import Any

MAX_DEPTH = 200
"""Containers inside containers."""

MAX_VALUES = 2_000_000
"""Values in one text; a hundred thousand cards have a third of it."""

_TOKEN = re.compile(
    r"[\s,]+|;[^\n]*|#_|#\{|\#[a-zA-Z][\w./-]*|\\(?:newline|space|tab|return|u[0-9a-fA-F]{4}|.)|[()\[\]{}]"
    r'|"(?:[^"\\]|\\.)*"|[^\s,()\[\]{}";]+',
    re.DOTALL,
)
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|.)", re.DOTALL)
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}
_CLOSES = {")": "(", "]": "[", "}": "{"}
_WORDS = {"nil": None, "true": True, "false": False}


def read_edn(text: str) -> Any:  # noqa: ANN401 - EDN may be anything
    """Give the first value: maps as dicts, vectors, lists and sets as lists, keywords as texts without their colon.

    Tags are passed over; numbers stay texts.

    Raises:
        ValueError: it is no EDN, or too deep; the message names the line.
    """
    stack: list[tuple[str, list[Any]]] = [("", [])]
    discards: list[int] = []
    for at, token in _tokens(text):
        if token == "#_":  # noqa: S105 - EDN's mark for “not the next value”
            discards.append(len(stack))
            continue
        if token in {"(", "[", "{", "#{"}:
            stack.append((token, []))
            if len(stack) > MAX_DEPTH:
                raise _wrong(text, at, "it is nested more deeply than any deck is")
            continue
        value = _closed(stack, text, at, token) if token in _CLOSES else _atom(token)
        if discards and discards[-1] == len(stack):
            discards.pop()
        else:
            stack[-1][1].append(value)
    if len(stack) > 1:
        raise _wrong(text, len(text), "it breaks off")
    if not stack[0][1]:
        raise _wrong(text, 0, "there is nothing in it")
    return stack[0][1][0]


def _tokens(text: str) -> Iterator[tuple[int, str]]:
    at = count = 0
    while at < len(text):
        count += 1
        if count > 2 * MAX_VALUES:  # with what is between them
            raise _wrong(text, at, "there are more values than any deck has")
        match = _TOKEN.match(text, at)
        if match is None:
            raise _wrong(text, at, "it is no EDN here")
        token = match[0]
        is_tag = token[0] == "#" and token not in {"#_", "#{"}
        if not token[0].isspace() and token[0] not in ",;" and not is_tag:
            yield at, token
        at = match.end()


def _closed(stack: list[tuple[str, list[Any]]], text: str, at: int, token: str) -> Any:  # noqa: ANN401 - as above
    if len(stack) == 1 or stack[-1][0].removeprefix("#") != _CLOSES[token]:
        raise _wrong(text, at, f"a “{token}” closes nothing here")
    opening, items = stack.pop()
    if opening != "{":
        return items
    if len(items) % 2:
        raise _wrong(text, at, "a map has a key without a value")
    pairs = zip(items[::2], items[1::2], strict=True)
    return {key: value for key, value in pairs if isinstance(key, str)}


def _atom(token: str) -> Any:  # noqa: ANN401 - as above
    if token[0] == '"':
        return _ESCAPE.sub(_unescaped, token[1:-1])
    return _WORDS[token] if token in _WORDS else token.removeprefix(":")


def _unescaped(match: re.Match[str]) -> str:
    escape = match[1]
    return chr(int(escape[1:], 16)) if len(escape) == 5 else _ESCAPES.get(escape, escape)


def _wrong(text: str, at: int, problem: str) -> ValueError:
    return ValueError(f"line {text.count(chr(10), 0, at) + 1}: {problem}")
