"""The Qt binding can be used for a whole evening."""

import sys

import PySide6
import pytest
from PySide6.QtCore import QObject

LOSES_NONE = PySide6.__version_info__[:2] == (6, 12) and sys.version_info < (3, 12)


@pytest.mark.xfail(
    LOSES_NONE,
    reason="PySide6 6.12 on Python 3.11 drops a reference to None with every call that returns nothing: "
    "Python aborts after some thousand calls. Versions up to 6.11.2 do not; Python 3.12 and later cannot.",
)
def test_a_call_that_returns_nothing_does_not_use_up_none() -> None:
    thing = QObject()
    before = sys.getrefcount(None)

    for _ in range(100):
        thing.setObjectName("name")

    assert sys.getrefcount(None) > before - 50
