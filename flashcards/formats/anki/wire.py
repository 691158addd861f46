"""The protobuf wire format, as far as Anki packages need it: numbers, texts and messages by their field numbers.

Nothing is decoded that is not asked for, so a message inside messages without end costs nothing. What a message lacks
is empty or 0, as for every protobuf reader.

Source:
    Protocol Buffers, "Encoding".
"""

import struct
from collections.abc import Sequence

MAX_FIELDS = 500_000
"""Fields of one message that are read."""

_VARINT, _EIGHT_BYTES, _BYTES, _FOUR_BYTES = 0, 1, 2, 5
_UINT64 = 1 << 64
_INT64 = 1 << 63


class WireError(ValueError):
    """Some bytes are no protobuf message. Never leaves `formats.anki`."""


class Message:
    """A message, its fields by number."""

    def __init__(self, data: bytes) -> None:
        """Take a message apart.

        Raises:
            WireError: it is none.
        """
        self._numbers: dict[int, int] = {}
        self._pieces: dict[int, list[bytes]] = {}
        at = count = 0
        while at < len(data):
            key, at = _varint(data, at)
            if key & 7 == _VARINT:
                self._numbers[key >> 3], at = _varint(data, at)
            else:
                piece, at = _piece(data, at, key & 7)
                self._pieces.setdefault(key >> 3, []).append(piece)
            count += 1
            if count > MAX_FIELDS:
                problem = "the message has too many fields"
                raise WireError(problem)

    def has(self, field: int) -> bool:
        """Say whether a field is there."""
        return field in self._numbers or field in self._pieces

    def number(self, field: int) -> int:
        """Give a field that is a number: an int64, an enumeration or a truth value."""
        value = self._numbers.get(field, 0)
        return value - _UINT64 if value >= _INT64 else value

    def data(self, field: int) -> bytes:
        """Give a field that is bytes."""
        return self._pieces[field][-1] if field in self._pieces else b""

    def text(self, field: int) -> str:
        """Give a field that is a string; what is no UTF-8 becomes �."""
        return self.data(field).decode("utf-8", "replace")

    def message(self, field: int) -> "Message":
        """Give a field that is a message.

        Raises:
            WireError: it is none.
        """
        return Message(self.data(field))

    def every(self, field: int) -> Sequence[bytes]:
        """Give all values of a repeated field, in order."""
        return self._pieces.get(field, ())

    def real(self, field: int) -> float | None:
        """Give a field that is a float, or None when it is not there."""
        data = self.data(field)
        return float(struct.unpack("<f", data)[0]) if len(data) == 4 else None

    def reals(self, field: int) -> tuple[float, ...]:
        """Give a field that is a packed list of floats."""
        data = self.data(field)
        whole = len(data) // 4
        return struct.unpack(f"<{whole}f", data[: whole * 4])


def number(field: int, value: int) -> bytes:
    """Write a field that is a number, -2**63 to 2**63 - 1."""
    return _written(field << 3 | _VARINT) + _written(value % _UINT64)


def data(field: int, value: bytes) -> bytes:
    """Write a field that is bytes or a message."""
    return _written(field << 3 | _BYTES) + _written(len(value)) + value


def text(field: int, value: str) -> bytes:
    """Write a field that is a string."""
    return data(field, value.encode("utf-8", "replace"))


def real(field: int, value: float) -> bytes:
    """Write a field that is a float."""
    return _written(field << 3 | _FOUR_BYTES) + struct.pack("<f", value)


def reals(field: int, values: Sequence[float]) -> bytes:
    """Write a field that is a packed list of floats."""
    return data(field, struct.pack(f"<{len(values)}f", *values))


def _varint(source: bytes, at: int) -> tuple[int, int]:
    """Read a number; give it and the place after it."""
    value = shift = 0
    for place in range(at, min(at + 10, len(source))):
        byte = source[place]
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value % _UINT64, place + 1
        shift += 7
    problem = "a number does not end"
    raise WireError(problem)


def _piece(source: bytes, at: int, kind: int) -> tuple[bytes, int]:
    """Read a value that is no number; give it and the place after it."""
    if kind == _BYTES:
        size, at = _varint(source, at)
    else:
        size = {_EIGHT_BYTES: 8, _FOUR_BYTES: 4}.get(kind, len(source) + 1)
    end = at + size
    if end > len(source):
        problem = "a value does not end"
        raise WireError(problem)
    return source[at:end], end


def _written(value: int) -> bytes:
    out = bytearray()
    while value >= 0x80:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)
