"""Measurements, beside Anki wherever both can do the same. `make bench` runs all of them."""
