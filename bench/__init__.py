"""Measurements, beside Anki wherever both can do the same. `make bench` runs all of them."""

import os

# As the program does for itself: see flashcards/__init__.py. Here numpy may be imported before it.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
