"""Mochi: a zip file with decks and cards as EDN, and media. What is documented of it is read."""
