"""The page that looks after the collection: what may be wrong with it, files nobody uses, and its backups."""
