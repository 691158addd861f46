"""Guards for every test, and the collections tests work on."""

import locale
import logging
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the program does for itself; a test may import numpy before it
if os.name == "posix" and locale.getencoding().casefold() != "utf-8":
    os.environ["LC_ALL"] = "C.UTF-8"  # Qt says of any other that it does without it
os.environ["ANKI_TEST_MODE"] = "1"  # leaves out Anki's fuzz; read once, by whichever test loads Anki first

# A busy machine is slow now and then: no property fails for taking its time. Continuous integration judges a change by
# the same examples each time; other runs look for new ones.
settings.register_profile(
    "patient", deadline=None, derandomize="CI" in os.environ, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("patient")

TIMED = ("ui", "e2e")
"""Folders of tests that wait for threads, windows and programs; such a test gets a second run (decision 35)."""

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if item.path.relative_to(here).parts[0] in TIMED:
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the user's real folders out of reach."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("FLASHCARDS_HOME", str(folder))
    monkeypatch.setenv("HOME", str(folder))
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    return folder


@pytest.fixture(autouse=True)
def _quiet_log(caplog: pytest.LogCaptureFixture, request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that logs a warning nobody expected; `@pytest.mark.logs` says that it will."""
    yield
    if request.node.get_closest_marker("logs"):
        return
    loud = [record for record in caplog.get_records("call") if record.levelno >= logging.WARNING]
    assert not loud, f"unexpected log: {[record.getMessage() for record in loud]}"
