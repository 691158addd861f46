"""What `bench.everyday` measures, done by Anki's library."""

import statistics
from pathlib import Path
from typing import Any

from anki.collection import (
    Collection,
    ImportAnkiPackageOptions,
    ImportAnkiPackageRequest,
)
from anki.scheduler.v3 import CardAnswer

from bench.anki_data import Packages
from bench.everyday import ADDED, ANSWERS, LIMIT, LOOKS, UNDONE, Times, middle, tail, timed


def everyday(packages: Packages, home: Path) -> Times:
    """Do what is done every day."""
    found: Times = {}
    for name, package in (("notes only", packages.notes_only), ("legacy package", packages.legacy)):
        collection = Collection(str(home / f"{name}.anki2"))
        found[f"import {name}"] = timed(lambda package=package, into=collection: _bring(into, package))  # type: ignore[misc]
        collection.close()
    collection = Collection(str(home / "all.anki2"))
    _bring(collection, packages.modern)
    collection.set_config("fsrs", val=True)
    for config in collection.decks.all_config():
        config["new"]["perDay"] = config["rev"]["perDay"] = LIMIT
        collection.decks.update_config(config)
    collection.decks.select(collection.decks.id("RHIT"))  # type: ignore[arg-type]
    collection.close()
    found["open"] = timed(lambda: Collection(str(home / "all.anki2")).close())
    collection = Collection(str(home / "all.anki2"))
    found |= _studied(collection)
    every = collection.find_cards("")
    ids = iter(every[len(every) // 2 :])
    found["card info"] = middle(lambda: collection.card_stats_data(next(ids)), LOOKS)
    found["add a note"] = middle(lambda: _add(collection), ADDED)
    found["backup"] = timed(
        lambda: collection.create_backup(backup_folder=str(home), force=True, wait_for_completion=True)
    )
    found["check the whole file"] = timed(collection.fix_integrity)
    found["export notes as text"] = timed(
        lambda: collection.export_note_csv(
            out_path=str(home / "notes.txt"),
            limit=None,
            with_html=True,
            with_tags=True,
            with_deck=True,
            with_notetype=True,
            with_guid=True,
        )
    )
    collection.close()
    return found


def _bring(collection: Collection, package: Path) -> None:
    options = ImportAnkiPackageOptions(with_scheduling=True, with_deck_configs=True)
    collection.import_anki_package(ImportAnkiPackageRequest(package_path=str(package), options=options))


def _studied(collection: Collection) -> Times:
    scheduler: Any = collection.sched
    found = {
        "deck list, first": timed(scheduler.deck_due_tree),
        "deck list, later": middle(scheduler.deck_due_tree, 9),
        "today's cards": timed(lambda: scheduler.get_queued_cards(fetch_limit=1)),
    }

    def answer() -> None:
        queued = scheduler.get_queued_cards(fetch_limit=1).cards[0]
        card = collection.get_card(queued.card.id)
        card.start_timer()
        answered = scheduler.build_answer(card=card, states=queued.states, rating=CardAnswer.GOOD)
        scheduler.answer_card(answered)
        following = scheduler.get_queued_cards(fetch_limit=1).cards[0]
        collection.get_card(following.card.id).render_output()

    answers = [timed(answer) for _ in range(ANSWERS)]
    queued = scheduler.get_queued_cards(fetch_limit=1).cards[0]
    return found | {
        "answer and next": statistics.median(answers),
        "answer and next, p99": tail(answers),
        "four buttons": middle(lambda: scheduler.describe_next_states(queued.states), LOOKS),
        "undo an answer": middle(collection.undo, UNDONE),
    }


def _add(collection: Collection) -> None:
    kind = collection.models.by_name("Basic")
    assert kind is not None
    note = collection.new_note(kind)
    note.fields[0], note.fields[1] = "a new question", "an answer"
    collection.add_note(note, collection.decks.id("New"))  # type: ignore[arg-type]
