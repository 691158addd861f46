"""Python's search for cyclic garbage, put off while a great many objects are made that all stay."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Leave cyclic garbage meanwhile: looking for it among a million objects that stay takes up to half of the time.

    Afterwards they count as old. Otherwise they would all be looked at as soon as it is on again.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.freeze()
            gc.unfreeze()
            gc.enable()
