"""Memory that is no longer used, given back to the system."""

import ctypes
from contextlib import suppress


def give_back() -> None:
    """Give the system what was freed: glibc keeps hundreds of megabytes once a large file was read.

    Other systems do so by themselves, or offer no way. It takes a while: not for the GUI thread.
    """
    with suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)
