import json
import tracemalloc
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.domain.errors import ImportRefusedError
from flashcards.formats.json_stream import MAX_VALUE, JsonStream
from tests.pace import within

HERE = Path("a.json")
anything: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
)


def stream(text: str | bytes) -> JsonStream:
    return JsonStream(BytesIO(text if isinstance(text, bytes) else text.encode()), HERE)


def walked(one: JsonStream) -> Any:
    """Take a document apart by all three ways."""
    match one.next_character():
        case "{":
            return {name: walked(one) for name in one.names()}
        case "[":
            return [walked(one) for _ in one.items()]
        case _:
            return one.value()


def refusal(text: str | bytes) -> str:
    with pytest.raises(ImportRefusedError) as caught:
        walked(stream(text))
    return str(caught.value)


@given(anything, st.sampled_from([None, 1]))
def test_a_document_is_read_as_it_was_written(value: Any, indent: int | None) -> None:
    text = json.dumps(value, indent=indent)

    assert walked(stream(text)) == value
    assert stream(text).value() == value
    one = stream(text)
    one.skip()
    one.end()


@given(st.lists(st.lists(st.integers(), max_size=3), max_size=20))
def test_batches_give_every_element_once(rows: list[list[int]]) -> None:
    text = json.dumps({"rows": rows, "more": [["],"]]}, separators=(",", ":"))
    one = stream(text)
    names = one.names()

    assert next(names) == "rows"
    assert [row for batch in one.batches() for row in batch] == rows
    assert next(names) == "more"
    assert one.value() == [["],"]]


def test_pieces_over_the_size_of_the_buffer_are_read() -> None:
    rows = [{"text": "ä" * 300_000, "number": place} for place in range(4)]
    one = stream(json.dumps(rows, ensure_ascii=False))

    assert [one.value() for _ in one.items()] == rows


def test_reading_can_go_on_from_any_element() -> None:
    data = b'\xef\xbb\xbf{"a": [\n"\xc3\xa4",\n"b", "c"]}'
    one = stream(data)
    next(one.names())
    items = one.items()
    next(items)
    one.value()
    next(items)
    assert (one.line, data[one.offset :]) == (3, b'"b", "c"]}')
    file = BytesIO(data)
    file.seek(one.offset)

    again = JsonStream(file, HERE, 3)

    assert [(again.line, again.value()) for _ in again.items(is_open=True)] == [(3, "b"), (3, "c")]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"a":\n1', "line 2: a comma or a “}” is expected here"),
        ('["a"\n"b"]', "line 2: a comma or a “]” is expected here"),
        ('{"a" 1}', "line 1: a name and a colon are expected here"),
        ("{1: 2}", "line 1: a name and a colon are expected here"),
        ('["a]', "line 1: it is no valid JSON here (Unterminated string"),
        ("[truth]", "line 1: it is no valid JSON here (Expecting value)"),
        ("[NaN]", "line 1: it is no valid JSON here (NaN is no JSON)"),
        ("", "line 1: it is no valid JSON here (Expecting value)"),
        (b'["\xff"]', "line 1: it is not UTF-8 from here on"),
        ("[" + "1" * 5000 + "]", "line 1: it is no valid JSON here (Exceeds the limit"),
        ("[" * 100_000, "line 1: it is nested more deeply than any deck is"),
        ('{"a":' * 100_000, "line 1: it is nested more deeply than any deck is"),
    ],
)
def test_a_mistake_is_told_with_its_line(text: str | bytes, message: str) -> None:
    assert message in refusal(text)
    assert refusal(text).startswith("a.json: ")


def test_a_mistake_early_in_a_large_file_is_told_at_once() -> None:
    text = '["a", b' + " " * 10_000_000 + "]"

    with within(seconds=2):
        assert "Expecting value" in refusal(text)


@pytest.mark.parametrize("opening", ['"', "[" * 60 + '"', '{"a": "'])
def test_a_piece_that_never_ends_is_refused_within_bounds(opening: str) -> None:
    text = (opening + "x" * (4 * MAX_VALUE)).encode()
    tracemalloc.start()
    with pytest.raises(ImportRefusedError, match="larger than any note"):
        stream(text).value()

    assert tracemalloc.get_traced_memory()[1] < 100_000_000
    tracemalloc.stop()


def test_a_deep_value_is_refused() -> None:
    with pytest.raises(ImportRefusedError, match="nested more deeply"):
        stream("[" * 100_000).value()
