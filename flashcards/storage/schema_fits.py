"""The format step that keeps what came of fits, as it was shipped. Never edited: a later format is a later step."""

STATEMENTS: tuple[str, ...] = (
    """CREATE TABLE fit (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        fitted_on INTEGER NOT NULL,
        reviews INTEGER NOT NULL CHECK (reviews >= 0),
        tried INTEGER NOT NULL CHECK (tried >= 0),
        parameters_before TEXT NOT NULL,
        parameters_after TEXT NOT NULL,
        log_loss_before REAL NOT NULL,
        log_loss_after REAL NOT NULL,
        rmse_before REAL NOT NULL,
        rmse_after REAL NOT NULL
    ) STRICT""",
)
