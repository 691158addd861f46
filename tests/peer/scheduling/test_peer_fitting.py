"""Our fits against those of Anki's optimiser (`fsrs-rs`), on the logs of imagined learners."""

import numpy as np
import pytest

from bench.fitting import a_log, compared

pytest.importorskip("fsrs_rs_python")

pytestmark = pytest.mark.peer


@pytest.mark.parametrize("truth", ["perturbed", "fsrs7"])
def test_our_fits_predict_the_newest_reviews_at_least_as_well(truth: str) -> None:
    found = [compared(a_log(truth, seed, cards=500, days=200)) for seed in range(4)]

    _, theirs, ours = (
        np.mean([(one.log_loss, one.rmse_bins) for one in which], axis=0) for which in zip(*found, strict=True)
    )
    assert ours[0] <= theirs[0] + 0.001
    assert ours[1] <= theirs[1] + 0.002
