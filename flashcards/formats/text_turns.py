"""Characters nobody sees that turn the direction of the text behind them: what is read is not what stands there."""

import re

from flashcards.formats.findings import Findings

TURNS = "\u202a-\u202e\u2066-\u2069"
"""They, as they stand in a set of a pattern."""

TURNS_IN_UTF_8 = re.compile(rb"\xe2(?:\x80[\xaa-\xae]|\x81[\xa6-\xa9])")
UTF_8_LENGTH = 3
"""Bytes of each."""

_TURN = re.compile(f"[{TURNS}]")


def report_turns(line: int, text: str, findings: Findings) -> None:
    """Report the first of them in a line, or a cell. They are kept: scripts from right to left may need them."""
    if not text.isascii() and (found := _TURN.search(text)):
        message = (
            f"an invisible character (U+{ord(found[0]):04X}) turns the direction of the text behind it; it was kept: "
            "look at this row"
        )
        findings.add(line, message, "invisible characters that turn the direction of text were kept")
