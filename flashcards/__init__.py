"""Flashcards: study for medical-records work and the RHIT exam."""

import os

__version__ = "0.1.0"

# numpy's matrices are small here: more threads would gain little, and take the cores the window needs.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
