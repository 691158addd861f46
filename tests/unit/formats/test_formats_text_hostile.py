"""Tables made to do harm: read in bounded time and memory, or refused. All are read by one other process."""

import json
import subprocess
import sys
from typing import Any

import pytest

CASES: dict[str, tuple[bytes, str]] = {
    "one line of 60 MB": (b"a,b\n" + b"x" * (60 * 2**20) + b"\nc,d\n", "2 notes; 2: the line is longer than 1,000,000"),
    "a line that never ends": (b"a,b\n" + b"x," * (20 * 2**20), "1 notes; 2: the line is longer than 1,000,000"),
    "a million columns": (b"a" + b",a" * 400_000 + b"\nb,c\n", "2 notes; "),
    "a quote never closed": (b'a,b\n"' + b"c,d\n" * 60_000, "60001 notes; 2: a quotation mark begins a cell"),
    "no quote closed": (b'"x\n' * 50_000, "50000 notes; "),
    "quotes in disorder": (b"a,b\n" * 2_000 + b'"x,y\n' * 30_000, "its quotation marks are in disorder"),
    "nothing but line ends": (b"\n" * 2_100_000, "it has more than 2,000,000 lines"),
    "zeros": (b"a,b\n" * 30_000 + b"\0" * (20 * 2**20), "30000 notes; 30001: the line is longer than 1,000,000"),
    "zeros between": (b"a,b\n" * 20_000 + b"c\0,\0d\n" * 2_000, "22000 notes; 20001: an invisible character (U+0000)"),
    "two encodings": ("é,ü\n".encode() * 20_000 + b"\xe9,x\n" * 2_000, "22000 notes; 20001: a byte (0xE9) does"),
    "wide characters": (("\U0001f600,b\n" * 50_000).encode("utf-16"), "50000 notes; "),
    "a type for every row": (
        b"#separator:comma\n#notetype column:1\n" + b"".join(b"T%d,a,b\n" % number for number in range(30_000)),
        "200 notes; 203: the file names more than 200 note types",
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("hostile")
    paths = {}
    for number, (name, (content, _)) in enumerate(CASES.items()):
        path = folder / f"{number}.csv"
        path.write_bytes(content)
        paths[name] = str(path)
    command = [sys.executable, "-m", "tests.unit.formats.read_tables", json.dumps(paths)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=300)
    told: dict[str, Any] = json.loads(done.stdout)
    return told


@pytest.mark.parametrize("name", CASES)
def test_it_is_read_or_refused_in_good_time(outcomes: dict[str, Any], name: str) -> None:
    outcome = outcomes["found"][name]
    told = outcome.get("refused") or f"{outcome['notes']} notes; {'; '.join(outcome['said'])}"

    assert CASES[name][1] in told
    assert outcome["seconds"] < 20


def test_none_of_them_takes_much_memory(outcomes: dict[str, Any]) -> None:
    assert outcomes["memory"] < 400
