"""Sound files made unsound, in ways that depend on a seed alone."""

import io
import random
import zipfile
from collections.abc import Callable, Sequence

import zstandard

TOKENS = (
    b"\x00", b"\xff", b"\xfe\xff", b"\xef\xbb\xbf", b"\xed\xa0\x80", b'"', b'""', b"\t", b",", b"|||", b"\r", b"\n",
    b"#separator:", b"#columns:", b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"<", b">", b"</", b"]]>", b"<script>", b"&#0;",
    b"{", b"}", b"[", b"]", b"null", b"-1", b"0", b"1e999", b"99999999999999999999", b"nan", b"../", b"\\u0000",
    b"{{c1::", b"{{", b"Q: ", b"A: ", b"---\n",
    b"\xf0\x9f\x98\x80", b"SQLite format 3\x00", b"PK\x03\x04", b"\x28\xb5\x2f\xfd",
)  # fmt: skip
"""What readers might stumble over."""

ZSTD = b"\x28\xb5\x2f\xfd"
"""How a zstd stream begins."""

MOST_CHANGES = 6
LONGEST_PIECE = 300


def mutated(content: bytes, chance: random.Random) -> bytes:
    """Give a file with a few changes; of a zip file, half the time a member is changed and the rest stays sound."""
    if content.startswith(b"PK\x03\x04") and chance.random() < 0.5:
        return _with_member_changed(content, chance)
    return _changed(content, chance)


def _changed(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.randint(1, MOST_CHANGES)):
        chance.choice(_CHANGES)(changed, chance)
    return bytes(changed)


def _with_member_changed(content: bytes, chance: random.Random) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as sound, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        names = sound.namelist()
        victim = chance.choice(names)
        for name in names:
            member = sound.read(name)
            archive.writestr(name, _with_contents_changed(member, chance) if name == victim else member)
    return written.getvalue()


def _with_contents_changed(member: bytes, chance: random.Random) -> bytes:
    """Change a member; of one that is compressed once more, three times in four what it holds."""
    if not member.startswith(ZSTD) or chance.random() < 0.25:
        return _changed(member, chance)
    held = zstandard.ZstdDecompressor().stream_reader(member).read()
    return zstandard.compress(_changed(held, chance))


def _place(content: bytearray, chance: random.Random) -> int:
    return chance.randrange(len(content) + 1)


def _flip(content: bytearray, chance: random.Random) -> None:
    if content:
        content[chance.randrange(len(content))] = chance.randrange(256)


def _insert(content: bytearray, chance: random.Random) -> None:
    at = _place(content, chance)
    content[at:at] = chance.choice(TOKENS) * chance.choice((1, 1, 1, 2, 50))


def _cut(content: bytearray, chance: random.Random) -> None:
    at = _place(content, chance)
    del content[at : at + chance.randrange(1, LONGEST_PIECE)]


def _double(content: bytearray, chance: random.Random) -> None:
    at = _place(content, chance)
    piece = content[at : at + chance.randrange(1, LONGEST_PIECE)]
    content[at:at] = piece * chance.choice((1, 2, 20))


def _move(content: bytearray, chance: random.Random) -> None:
    at = _place(content, chance)
    piece = content[at : at + chance.randrange(1, LONGEST_PIECE)]
    del content[at : at + len(piece)]
    to = _place(content, chance)
    content[to:to] = piece


def _end(content: bytearray, chance: random.Random) -> None:
    del content[_place(content, chance) :]


_CHANGES: Sequence[Callable[[bytearray, random.Random], None]] = (
    _flip,
    _flip,
    _insert,
    _insert,
    _cut,
    _double,
    _move,
    _end,
)
