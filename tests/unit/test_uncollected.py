import gc

import pytest

from flashcards.uncollected import uncollected


@pytest.fixture
def _collecting() -> None:
    gc.enable()


@pytest.mark.usefixtures("_collecting")
def test_what_is_made_meanwhile_is_not_looked_at_afterwards() -> None:
    with uncollected():
        assert not gc.isenabled()
        made = [[number] for number in range(50_000)]

    assert gc.isenabled()
    assert gc.get_count()[0] < len(made) // 10
    assert gc.get_freeze_count() == 0
