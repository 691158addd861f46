"""Flashcards: study for medical-records work and the RHIT exam."""

__version__ = "0.1.0"
