"""How the window's process imports: without PySide's look at every module, and rings of modules one thread at a time.

PySide puts a function of its own in the place of `__import__` and reads the source of every module that is imported
afterwards, to see whether it wants PySide's other spelling of names (`__feature__`), which nothing here does. That
slows the start, keeps those sources in memory (27 MiB), and now and then fails on a module that is half loaded.

Python locks each module while it is loaded. Where modules of one package import each other in a ring and two threads
begin at two ends of it, Python lets one of them go on with half a module rather than have both wait for ever. Lanes
load numpy and SQLModel when first needed, so that happened.
"""

import builtins
from collections.abc import Callable, Iterable
from threading import RLock

RINGS = ("numpy", "pydantic", "pyqtgraph", "sqlalchemy", "sqlmodel")
"""Packages whose modules import each other in rings. None of them imports one that imports it, so no two threads can
wait for each other's package."""

_Import = Callable[..., object]


def import_plainly() -> None:
    """Have this process import as Python does, and load `RINGS` on one thread at a time. Doing it twice is harmless."""
    plain = getattr(builtins, "__orig_import__", builtins.__import__)
    if not isinstance(builtins.__import__, _OneAtATime):
        builtins.__import__ = _OneAtATime(plain, RINGS)  # type: ignore[assignment]


class _OneAtATime:
    """`__import__`, with a lock for each of some packages."""

    def __init__(self, load: _Import, packages: Iterable[str]) -> None:
        self._load = load
        self._locks = {name: RLock() for name in packages}

    def __call__(self, name: str, *where: object, **named: object) -> object:
        lock = self._locks.get(name.partition(".")[0])
        if lock is None:
            return self._load(name, *where, **named)
        with lock:
            return self._load(name, *where, **named)
