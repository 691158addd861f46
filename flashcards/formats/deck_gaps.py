"""Gaps as deck text has them: `{{c1::words}}` and `{{c1::words::hint}}`, none inside another."""

import re

_GAP = re.compile(r"\{\{c([1-9]\d{0,2})::(?!\}\}|::)")
_GAP_LIKE = re.compile(r"\{\{\s*c\d*\s*:|\{\{[^{}]*\}\}|\{c\d+::", re.IGNORECASE)
_MAX_GAP = 499


def fault_of_gaps(html: str) -> str:
    """Say what is wrong with the gaps of a cloze, if its HTML comes of marks; empty when nothing is, or it is empty."""
    gaps = [int(number) for number in _GAP.findall(html)]
    if html and not gaps:
        wrong = _GAP_LIKE.search(html)
        hint = f"; “{wrong[0][:30]}” is none" if wrong else ""
        return f"this cloze has no gap, such as {{{{c1::words}}}}{hint}"
    if html.count("{{c") != len(gaps) or max(gaps, default=0) > _MAX_GAP:
        return "a gap is written {{c1::words}} or {{c1::words::hint}}, numbered from 1"
    return "a gap of this cloze is never closed by }}" if html.count("}}") < len(gaps) else ""
