"""Sitting a practice exam, and looking back on it."""
