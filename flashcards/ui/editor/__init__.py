"""Notes written and changed: the form of a note, its preview, and the places they stand in."""
