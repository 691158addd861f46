"""What the terminal says of due cards that an exam's plan leaves."""

import json
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from flashcards import paths
from flashcards.__main__ import run
from flashcards.collection import exams
from flashcards.collection.collection import Collection
from flashcards.domain.card import CardState, MemoryState
from flashcards.domain.changes import Operation
from flashcards.domain.exam import Area, Exam
from flashcards.domain.ids import ExamId
from flashcards.domain.study_day import StudyDay, study_day_of
from flashcards.storage import reading
from flashcards.storage.transaction import Transaction
from tests.builders import Clock, a_note, add_notes


@pytest.mark.usefixtures("home")
def test_status_and_decks_count_the_plan_and_say_what_it_leaves(capsys: pytest.CaptureFixture[str]) -> None:
    _more_due_than_minutes(paths.collection())

    run(["status", "--json"], {})
    found = json.loads(capsys.readouterr().out)
    run(["status"], {})
    status = capsys.readouterr().out
    run(["decks"], {})
    decks = capsys.readouterr().out

    assert found["due"] + found["left_due"] == 40
    said = f"{found['left_due']} more are due; the plan leaves them today: other cards add more by your exam.\n"
    assert status.splitlines(keepends=True).count(said) == 1
    assert decks.endswith(said)
    assert decks.splitlines()[1].split()[:3] == ["0", "0", str(found["due"])]


def _more_due_than_minutes(path: Path) -> None:
    today = study_day_of(date.today())  # noqa: DTZ011 - the terminal goes by the clock of the machine
    with closing(Collection.open(path, backups=paths.backups(), clock=Clock())) as collection:
        ids = add_notes(collection, "RHIT", [a_note(f"n{one}", fields=(f"Q{one}", "A", "")) for one in range(40)])

        def change(transaction: Transaction) -> None:
            for card in reading.cards(transaction.snapshot, ids).values():
                seen = replace(card, state=CardState.REVIEW, memory=MemoryState(3.0, 5.0), interval_days=3, reps=2)
                due = replace(seen, due_on=StudyDay(today - 2), last_review_on=StudyDay(today - 5))
                transaction.update_card(due)
            held = date.today() + timedelta(days=9)  # noqa: DTZ011
            exams.add(transaction, Exam(ExamId(0), "RHIT", held, (Area("All", 1, deck="RHIT"),), minutes_a_day=2))

        collection.transact(Operation.SET_DUE_DATE, change)
