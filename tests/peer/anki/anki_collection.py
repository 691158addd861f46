"""A collection in real Anki, with something of everything, and the packages Anki makes of it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

from flashcards.domain.study_day import StudyCalendar
from flashcards.formats.format import Reading

CALENDAR = StudyCalendar(4)
"""As Anki's: the system's zone, and its default rollover."""

MEDIA: Mapping[str, bytes] = {
    "chart.png": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40,
    "wörter.mp3": b"ID3" + b"\x00\xff" * 9000,
    "_font.css": b"a{}",
}
PACKAGES = ("modern.apkg", "legacy.apkg", "modern.colpkg", "legacy.colpkg")


@dataclass(frozen=True, slots=True)
class Expected:
    """A card as Anki has it, once its filtered decks are emptied."""

    guid: str
    ordinal: int
    deck: str
    type: int
    due_in_days: int | None
    due_at: int | None
    position: int
    interval_days: int
    ease: float
    reps: int
    lapses: int
    flag: int
    is_suspended: bool
    is_buried: bool
    stability: float | None
    difficulty: float | None


class Anki:
    """A collection of Anki's in a folder."""

    def __init__(self, folder: Path) -> None:
        from anki.collection import Collection

        folder.mkdir(parents=True, exist_ok=True)
        self.col = cast(Any, Collection(str(folder / "collection.anki2")))
        self.col.db.execute("pragma synchronous = off")

    @property
    def now(self) -> datetime:
        """A time late on this day, also on one that ends an hour sooner or later because the clocks change."""
        return datetime.fromtimestamp(self.col.sched.day_cutoff - 2 * 3600, UTC)

    @property
    def today(self) -> int:
        """Today as a study day of ours."""
        return CALENDAR.day(self.now)

    def reading(self) -> Reading:
        return Reading(CALENDAR, self.now)

    def add(self, kind: str, deck: str, fields: Mapping[str, str], *tags: str) -> Any:
        note = self.col.new_note(self.col.models.by_name(kind))
        for name, text in fields.items():
            note[name] = text
        note.tags = list(tags)
        self.col.add_note(note, self.col.decks.id(deck))
        return note

    def answer(self, card_id: int, *ratings: int) -> None:
        """Answer a card, as often as there are ratings, as the reviewer does."""
        from anki.scheduler.v3 import CardAnswer

        for rating in ratings:
            card = self.col.get_card(card_id)
            card.start_timer()
            states = self.col._backend.get_scheduling_states(card_id)
            answer = self.col.sched.build_answer(card=card, states=states, rating=rating - 1)
            assert isinstance(answer, CardAnswer)
            self.col.sched.answer_card(answer)

    def age(self, days: int) -> None:
        """Let everything have happened some days earlier."""
        self.col.db.execute("update revlog set id = id - ?", days * 86_400_000)
        self.col.db.execute("update cards set due = due - ? where type = 2 or queue = 3", days)
        self.col.db.execute(
            "update cards set data = json_set(data, '$.lrt', json_extract(data, '$.lrt') - ?) "
            "where json_extract(data, '$.lrt') is not null",
            days * 86_400,
        )

    def export(self, path: Path) -> Path:
        """Write a package: modern or legacy, of a deck or of everything, as its name says."""
        from anki.collection import ExportAnkiPackageOptions

        is_legacy = path.stem == "legacy"
        if path.suffix == ".apkg":
            options = ExportAnkiPackageOptions(
                with_scheduling=True, with_deck_configs=True, with_media=True, legacy=is_legacy
            )
            self.col.export_anki_package(out_path=str(path), options=options, limit=None)
        else:
            self.col.export_collection_package(str(path), include_media=True, legacy=is_legacy)
            self.col.reopen()
        return path

    def add_package(self, path: Path) -> Any:
        """Import a package; give Anki's log."""
        from anki.collection import ImportAnkiPackageOptions, ImportAnkiPackageRequest

        options = ImportAnkiPackageOptions(with_scheduling=True, with_deck_configs=True)
        return self.col.import_anki_package(ImportAnkiPackageRequest(package_path=str(path), options=options)).log

    def replace_by(self, path: Path) -> None:
        """Put the collection of a package in the place of this one."""
        from anki.import_export_pb2 import ImportCollectionPackageRequest

        col = self.col
        backend = col._backend
        col.close()
        request = ImportCollectionPackageRequest(
            col_path=col.path, backup_path=str(path), media_folder=col.media.dir(), media_db=f"{col.media.dir()}.db2"
        )
        backend.import_collection_package_raw(request.SerializeToString())
        col.reopen()

    def notes(self) -> dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]]:
        """Give type, fields and tags of each note, by guid."""
        found = {}
        for note_id in self.col.find_notes(""):
            note = self.col.get_note(note_id)
            found[note.guid] = (note.note_type()["name"], tuple(note.fields), tuple(sorted(note.tags)))
        return found

    def cards(self) -> dict[tuple[str, int], Expected]:
        """Give the cards by guid and ordinal; filtered decks are emptied first."""
        for deck in self.col.decks.all():
            if deck["dyn"]:
                self.col.sched.empty_filtered_deck(deck["id"])
        return {(one.guid, one.ordinal): one for one in map(self._expected, self.col.find_cards(""))}

    def _expected(self, card_id: int) -> Expected:
        card = self.col.get_card(card_id)
        memory = card.memory_state
        is_timed = card.type in {1, 3} and card.due > 1_000_000_000
        is_dated = card.type != 0 and not is_timed
        return Expected(
            guid=card.note().guid,
            ordinal=card.ord,
            deck=self.col.decks.name(card.did),
            type=card.type,
            due_in_days=card.due - self.col.sched.today if is_dated else None,
            due_at=card.due if is_timed else None,
            position=card.due if card.type == 0 else 0,
            interval_days=card.ivl,
            ease=card.factor / 1000,
            reps=card.reps,
            lapses=card.lapses,
            flag=card.flags & 7,
            is_suspended=card.queue == -1,
            is_buried=card.queue in {-2, -3},
            stability=memory.stability if memory else None,
            difficulty=memory.difficulty if memory else None,
        )

    def log(self) -> list[tuple[str, int, int, int, int, int, int]]:
        """Give the review log: guid, ordinal, time, rating, kind, interval and duration, in the order of time.

        A manual change that is no reset, of a card that is due the same day, is said to be rescheduled.
        """
        rows = self.col.db.all(
            "select n.guid, c.ord, r.id, r.ease, r.type + (r.type = 4 and r.ivl = 0 and r.factor), r.ivl, r.time "
            "from revlog r "
            "join cards c on c.id = r.cid join notes n on n.id = c.nid order by r.id"
        )
        return [tuple(row) for row in rows]

    def media(self) -> dict[str, bytes]:
        folder = Path(self.col.media.dir())
        return {path.name: path.read_bytes() for path in folder.iterdir()}

    def close(self) -> None:
        self.col.close()


@contextmanager
def anki(folder: Path) -> Iterator[Anki]:
    """Open a collection, and close it again."""
    opened = Anki(folder)
    try:
        yield opened
    finally:
        opened.close()


def fill(one: Anki) -> None:
    """Put in something of everything."""
    col = one.col
    col.set_config("fsrs", True)
    for name, data in MEDIA.items():
        (Path(col.media.dir()) / name).write_bytes(data)
    _add_own_types(col)
    preset = col.decks.add_config("Slow")
    preset["new"] |= {"perDay": 7, "delays": [1.0, 10.0, 60.0]}
    preset["desiredRetention"] = 0.85
    col.decks.update_config(preset)
    for name in ("RHIT", "RHIT::Privacy::Notices", "RHIT::Codes"):
        col.decks.id(name)
    codes = col.decks.by_name("RHIT::Codes")
    col.decks.set_config_id_for_deck_dict(codes, preset["id"])
    codes = col.decks.by_name("RHIT::Codes") | {"desc": "Numbers <b>and</b> letters"}
    col.decks.save(codes)
    _add_notes(one)
    _study(one)


def _add_own_types(col: Any) -> None:
    kind = col.models.new("Terms & more")
    for name in ("Term", "Meaning", "Hint", "Sound"):
        col.models.add_field(kind, col.models.new_field(name))
    for name, question, answer in (
        (
            "Recall",
            "{{Term}}{{#Hint}}<i>{{hint:Hint}}</i>{{/Hint}}{{^Hint}}–{{/Hint}}",
            "{{FrontSide}}<hr>{{Meaning}}{{Sound}}",
        ),
        ("Type", "{{#Sound}}{{Sound}}{{type:Term}}{{/Sound}}", "{{type:Term}}"),
    ):
        template = col.models.new_template(name)
        template["qfmt"], template["afmt"] = question, answer
        col.models.add_template(kind, template)
    kind["css"] = "@font-face { src: url(_font.css) }"
    col.models.add(kind)


def _add_notes(one: Anki) -> None:
    for number in range(12):
        front = f'Question {number} <img src="chart.png">' if number % 3 == 0 else f"Question {number} &amp; more"
        one.add(
            "Basic",
            "RHIT::Privacy",
            {"Front": front, "Back": f"<b>Answer</b>\n{number}"},
            "privacy",
            f"n::{number % 2}",
        )
    one.add("Basic (and reversed card)", "RHIT::Privacy::Notices", {"Front": "MPI", "Back": "Master patient index"})
    one.add("Basic (optional reversed card)", "RHIT", {"Front": "a", "Back": "b", "Add Reverse": "y"})
    one.add("Basic (type in the answer)", "RHIT", {"Front": "9,300 / 30?", "Back": "310"})
    one.add("Basic (type in the answer)", "RHIT", {"Front": "two?", "Back": "one<br>two"})
    one.add("Cloze", "RHIT::Codes", {"Text": "{{c1::ICD}} and {{c3::CPT::codes}}", "Back Extra": "see"}, "codes")
    one.add(
        "Image Occlusion",
        "RHIT",
        {
            "Occlusion": "{{c1::image-occlusion:rect:left=.1:top=.1:width=.2:height=.2}}",
            "Image": '<img src="chart.png">',
        },
    )
    one.add(
        "Terms & more", "RHIT::Codes", {"Term": "sepsis", "Meaning": "…", "Hint": "", "Sound": "[sound:wörter.mp3]"}
    )
    one.add("Terms & more", "Default", {"Term": "hospice", "Meaning": "care", "Hint": "end", "Sound": ""})


def _study(one: Anki) -> None:
    """Bring cards into every state."""
    col = one.col
    cards = list(col.find_cards("note:Basic deck:RHIT::Privacy"))
    for card_id in cards[:8]:
        one.answer(card_id, 3, 3)
    one.age(30)
    for card_id in cards[:4]:
        one.answer(card_id, 2)
    one.age(9)
    one.answer(cards[0], 3)
    one.answer(cards[1], 1, 1)  # relearning
    one.answer(cards[8], 3)  # learning
    one.answer(cards[9], 4)
    (cloze, *_) = col.find_cards("note:Cloze")
    one.answer(cloze, 3, 3)  # the third of three steps
    col.sched.set_due_date([cards[10]], "5")
    col.sched.schedule_cards_as_new([cards[7]])
    col.sched.suspend_cards([cards[2], *col.find_cards("note:*reversed*")[:1]])
    col.sched.bury_cards([cards[3]], manual=True)
    col.sched.bury_cards([cards[11]], manual=False)
    for flag, card_id in enumerate(cards[4:8], start=1):
        col.set_user_flag_for_cards(flag, [card_id])
    deck_id = col.decks.new_filtered("Cram")
    deck = col.decks.get(deck_id)
    deck["terms"] = [["note:Basic -is:buried -is:suspended is:review -is:due", 2, 0], ["note:Basic is:new", 2, 0]]
    col.decks.save(deck)
    col.sched.rebuild_filtered_deck(deck_id)
    ahead = col.db.scalar("select id from cards where did = ? and type = 2 order by odue desc", deck_id)
    one.answer(ahead, 1)  # long before it is due
