"""Anki packages: `.apkg` and `.colpkg`, read and written."""
