"""Limits of time for work that could take for ever, the same on every machine."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import process_time

USUAL_S = 0.04
"""What the measure takes on the machine the limits were set on, when it has nothing else to do."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Fail what takes more of the processor than this; a machine that is slower, or shared, is given more.

    Time the processor spends on other programs does not count.
    """
    began = process_time()
    yield
    took = process_time() - began
    assert took < seconds or took < seconds * _slowness(), f"it took {took:.2f} s"


def _slowness() -> float:
    """Give how many times longer than usual this machine takes now; at least once."""
    began = process_time()
    words = {str(number): number for number in range(100_000)}
    assert sum(words[word] for word in sorted(words)) == 4_999_950_000
    return max(1.0, (process_time() - began) / USUAL_S)
