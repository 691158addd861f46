"""The protobuf wire format."""

import pytest

from flashcards.formats.anki import wire
from flashcards.formats.anki.wire import MAX_FIELDS, Message, WireError


def test_what_is_written_is_read() -> None:
    inner = wire.text(1, "Ä") + wire.number(2, -1)
    data = (
        wire.number(1, 300) + wire.data(3, inner) + wire.real(37, 0.5) + wire.reals(4, [1.0, 10.0]) + wire.data(3, b"x")
    )

    message = Message(data)

    assert (message.number(1), message.real(37), message.reals(4)) == (300, 0.5, (1.0, 10.0))
    assert list(message.every(3)) == [inner, b"x"]
    assert Message(inner).text(1) == "Ä"
    assert Message(inner).number(2) == -1
    assert (message.has(37), message.has(99)) == (True, False)


def test_the_bytes_are_those_of_protobuf() -> None:
    assert wire.number(1, 3) == b"\x08\x03"
    assert wire.number(1, 150) == b"\x08\x96\x01"
    assert wire.text(2, "testing") == b"\x12\x07testing"


def test_what_is_missing_is_empty() -> None:
    message = Message(b"")

    assert (message.number(1), message.text(2), message.real(3), message.reals(4)) == (0, "", None, ())
    assert message.message(5).number(1) == 0


@pytest.mark.parametrize("data", [b"\x08", b"\x08" + b"\xff" * 11, b"\x12\x05ab", b"\x0d\x00", b"\x0b", b"\x0f"])
def test_what_does_not_end_is_refused(data: bytes) -> None:
    with pytest.raises(WireError):
        Message(data)


def test_too_many_fields_are_refused() -> None:
    with pytest.raises(WireError):
        Message(wire.number(1, 0) * (MAX_FIELDS + 1))
