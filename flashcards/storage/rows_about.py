"""The tables about the collection itself: media, imports, bundled decks, the undo journal."""

from sqlmodel import Field, SQLModel


class MediaRow(SQLModel, table=True):
    """A media file, by the digest of its contents."""

    __tablename__ = "media"

    id: int | None = Field(default=None, primary_key=True)
    name: str
    sha256: str
    size: int
    added_at: int


class FitRow(SQLModel, table=True):
    """What came of a fit."""

    __tablename__ = "fit"

    id: int | None = Field(default=None, primary_key=True)
    fitted_on: int
    reviews: int
    tried: int
    parameters_before: str
    parameters_after: str
    log_loss_before: float
    log_loss_after: float
    rmse_before: float
    rmse_after: float


class ImportRow(SQLModel, table=True):
    """An import: what came in, from where, and the step that undoes it."""

    __tablename__ = "import_run"

    id: int | None = Field(default=None, primary_key=True)
    at: int
    format: str
    source: str
    deck: str
    summary: str
    step_id: int | None = None
    reverted_at: int | None = None


class ImportChangeRow(SQLModel, table=True):
    """What rows an import wrote were before it, as in `UndoChangeRow`, kept for as long as the import is."""

    __tablename__ = "import_change"

    id: int | None = Field(default=None, primary_key=True)
    import_id: int
    table_name: str
    row_id: int
    last_row_id: int
    image: str | None = None


class BundledDeckRow(SQLModel, table=True):
    """A bundled deck that was loaded, and the digest of the files it was loaded from."""

    __tablename__ = "bundled_deck"

    id: int | None = Field(default=None, primary_key=True)
    key: str
    digest: str
    loaded_at: int


class SavedSearchRow(SQLModel, table=True):
    """A search and what the learner calls it."""

    __tablename__ = "saved_search"

    id: int | None = Field(default=None, primary_key=True)
    name: str
    query: str
    position: int


class UndoStepRow(SQLModel, table=True):
    """A learner's action that can be undone, or redone when it is undone."""

    __tablename__ = "undo_step"

    id: int | None = Field(default=None, primary_key=True)
    operation: str
    at: int
    is_undone: int = 0


class UndoChangeRow(SQLModel, table=True):
    """Rows a step wrote: as `image` says, or without one, none of `row_id` to `last_row_id` existed."""

    __tablename__ = "undo_change"

    id: int | None = Field(default=None, primary_key=True)
    step_id: int
    sequence: int
    table_name: str
    row_id: int
    last_row_id: int
    image: str | None = None


class WriteCountRow(SQLModel, table=True):
    """How many transactions ever wrote; tells whether a backup is still current."""

    __tablename__ = "write_count"

    id: int | None = Field(default=None, primary_key=True)
    writes: int


class TallyRow(SQLModel, table=True):
    """Answers of one study day, deck and domain, by how the cards stood before."""

    __tablename__ = "tally"

    day: int = Field(primary_key=True)
    deck_id: int = Field(primary_key=True)
    domain: int = Field(primary_key=True)
    standing: int = Field(primary_key=True)
    again: int
    hard: int
    good: int
    easy: int
    duration_ms: int
    learning: int
    young: int
    mature: int


class TallyHourRow(SQLModel, table=True):
    """Answers of one week, deck and domain in one half hour of the day, UTC."""

    __tablename__ = "tally_hour"

    week: int = Field(primary_key=True)
    deck_id: int = Field(primary_key=True)
    domain: int = Field(primary_key=True)
    slot: int = Field(primary_key=True)
    answers: int
    recalled: int


class TallyRecallRow(SQLModel, table=True):
    """Answers of one study day, deck and domain whose recall was predicted about alike."""

    __tablename__ = "tally_recall"

    day: int = Field(primary_key=True)
    deck_id: int = Field(primary_key=True)
    domain: int = Field(primary_key=True)
    bin: int = Field(primary_key=True)
    answers: int
    recalled: int
    predicted: int


class TallyMovedRow(SQLModel, table=True):
    """A card whose lines the tallies hold for the deck and domain it was in."""

    __tablename__ = "tally_moved"

    card_id: int | None = Field(default=None, primary_key=True)
    deck_id: int
    domain: int


class TallyReachRow(SQLModel, table=True):
    """What the tallies hold of the review log."""

    __tablename__ = "tally_reach"

    id: int | None = Field(default=None, primary_key=True)
    through: int
    newest_at: int
    below: int | None = None


class TextIndexRow(SQLModel, table=True):
    """How far the index of words has come."""

    __tablename__ = "text_index"

    id: int | None = Field(default=None, primary_key=True)
    indexed_up_to: int
    generation: int


class UnindexedNoteRow(SQLModel, table=True):
    """A note that the index of words does not know as it is."""

    __tablename__ = "unindexed_note"

    id: int | None = Field(default=None, primary_key=True)
    indexed_fields: str | None = None
    is_too_long: int = 0
