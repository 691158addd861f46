"""The Browse page: a search, its table, the sidebar, and the card beside it."""
