"""A rule is vacated: the 2024 attestation rule of 45 CFR 164.509, by Purl v. HHS on June 18, 2025."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from flashcards.collection import bundled, card_actions, deciding
from flashcards.collection.collection import Collection
from flashcards.collection.deck_loading import RETIRED
from flashcards.collection.deck_updates import Conflict, Decision, DeckUpdate, Loaded, Reason
from flashcards.collection.rule_changes import UpdateShown, changes_of_last_update
from flashcards.collection.shipped import CITATION
from flashcards.collection.sitting import Sitting
from flashcards.collection.studying import today
from flashcards.collection.update_record import last_update
from flashcards.domain.card import Card, CardState
from flashcards.domain.changes import Operation
from flashcards.domain.ids import CardId
from flashcards.domain.note import Note
from flashcards.domain.review import Rating, Review, ReviewKind
from flashcards.domain.study_day import StudyDay
from flashcards.formats.deck_changes_reader import Changed
from flashcards.storage import reading
from flashcards.storage.snapshot import Snapshot
from flashcards.storage.transaction import Transaction
from tests.builders import NOON, TODAY, Clock, reopened
from tests.unit.collection.test_sitting import answer, sit_down

DECKS = Path(__file__).parents[2] / "decks"
IN_FORCE, VACATED = DECKS / "purl-1", DECKS / "purl-2"
PURL = "Purl v. HHS, N.D. Tex., No. 2:24-cv-228 (2025)"
WHEN = "privacy-attestation-when"
CONTENT = "privacy-attestation-content"
ELECTRONIC = "privacy-attestation-electronic"
PROHIBITED = "privacy-prohibited-purpose"
ASSURANCE = "privacy-subpoena-assurance"
PART_2 = "privacy-part2-notice"
STUDIED = (WHEN, CONTENT, ASSURANCE)
MY_ANSWER = "Oversight, court, police, coroner. Ask Dana!"
NEXT_DAY = StudyDay(TODAY + 1)


@pytest.fixture
def learner(collection: Collection, clock: Clock) -> Collection:
    """Learn the rule as it was in force, put one answer in one's own words, and come back the next day."""
    load(collection, IN_FORCE)
    sitting = sit_down(collection)
    while sitting.session.current is not None:
        card = sitting.session.card
        assert card is not None
        if guid_of(collection, card) in STUDIED:
            answer(collection, sitting, Rating.EASY)
        else:
            pass_over(sitting, card.id)
        sitting.session.advance(clock())
    edit(collection, WHEN, lambda note: replace(note, fields=(note.fields[0], MY_ANSWER, note.fields[2])))
    clock.forward(days=1)
    return collection


def pass_over(sitting: Sitting, card_id: CardId) -> None:
    sitting.session.drop(lambda queued: queued.card_id == card_id)


def load(collection: Collection, folder: Path) -> Loaded:
    return collection.transact(
        Operation.LOAD_BUNDLED_DECKS,
        lambda transaction: bundled.load(transaction, folder, ["privacy"], collection.clock(), collection.zone),
    ).value


def edit(collection: Collection, guid: str, change: Callable[[Note], Note]) -> None:
    mine = change(note(collection, guid))
    collection.transact(
        Operation.EDIT_NOTE, lambda transaction: card_actions.edit_note(transaction, mine, collection.clock())
    )


def note(collection: Collection, guid: str) -> Note:
    def look(snapshot: Snapshot) -> Note:
        note_id = reading.note_ids_by_guid(snapshot, [guid])[guid]
        return reading.notes(snapshot, [note_id])[note_id]

    return collection.read(look)


def guids(collection: Collection) -> set[str]:
    return {one.guid for one in collection.read(lambda snapshot: reading.notes_of_origin(snapshot, "bundled:privacy"))}


def guid_of(collection: Collection, card: Card) -> str:
    return collection.read(lambda snapshot: reading.notes(snapshot, [card.note_id]))[card.note_id].guid


def cards(collection: Collection, guid: str) -> tuple[Card, ...]:
    note_id = note(collection, guid).id
    return collection.read(lambda snapshot: reading.cards_of_notes(snapshot, [note_id]))


def log(collection: Collection, card_id: CardId) -> tuple[Review, ...]:
    return collection.read(lambda snapshot: reading.reviews_of_card(snapshot, card_id))


def update(collection: Collection) -> DeckUpdate:
    found = collection.read(last_update)
    assert found is not None
    return found


def decide(collection: Collection, change: Callable[[Transaction], None]) -> None:
    collection.transact(Operation.CHOOSE_WORDS, change)


def decision(collection: Collection) -> Decision:
    return update(collection).conflicts[0].decision


def write(folder: Path, text: str, changes: str = "") -> None:
    (folder / "privacy").mkdir(parents=True, exist_ok=True)
    head = "---\ndeck: Privacy rules::Fees\nchecked: 2026-11-23\nsource: 45 CFR 164.524\ndomain: 2\n---\n\n"
    (folder / "privacy" / "fees.md").write_text(head + text, encoding="utf-8")
    (folder / "privacy" / "CHANGES").write_text(changes, encoding="utf-8")


def test_the_learner_has_studied_three_notes_and_they_come_back_later(learner: Collection) -> None:
    studied = {guid: [card.due_on for card in cards(learner, guid) if card.reps] for guid in STUDIED}

    assert {guid: len(due) for guid, due in studied.items()} == {WHEN: 1, CONTENT: 1, ASSURANCE: 1}
    assert all(due is not None and due > NEXT_DAY for days in studied.values() for due in days)


def test_the_update_says_what_it_did(learner: Collection) -> None:
    loaded = load(learner, VACATED)

    assert (loaded.added, loaded.changed, loaded.removed) == (1, 5, 1)
    assert [rule.guid for rule in loaded.rules] == [WHEN, PROHIBITED, "privacy-attestation-detective", CONTENT]
    assert loaded.cards_due == 1
    assert [(one.guid, one.parts, one.decision) for one in loaded.conflicts] == [(WHEN, ("Back",), Decision.WAITING)]


def test_a_rule_change_has_its_reason_and_the_text_before_and_after(learner: Collection) -> None:
    rule = next(one for one in load(learner, VACATED).rules if one.guid == WHEN)

    assert rule.reasons == (
        Reason(
            date(2025, 8, 1),
            "A federal court vacated the 2024 rule for the whole country: no attestation is needed any more.",
            PURL,
        ),
    )
    assert rule.after is not None
    assert rule.before.fields[1].startswith("When it is for health oversight")
    assert rule.after.fields[1] == "Never; a court vacated the 2024 rule on June 18, 2025"
    assert (rule.before.provenance.citation, rule.after.provenance.citation) == ("45 CFR 164.509(a)", PURL)


def test_the_learners_words_stay_and_everything_else_is_brought_up_to_date(learner: Collection) -> None:
    load(learner, VACATED)

    mine = note(learner, WHEN)
    assert mine.fields == (
        "A request asks for records that may show reproductive health care. When does it need a signed attestation?",
        MY_ANSWER,
        "The general conditions for the disclosure still apply.",
    )
    assert mine.provenance.citation == PURL
    assert note(learner, ASSURANCE).fields[1] == "Satisfactory assurance of notice or of a protective order"


def test_a_studied_card_of_a_changed_rule_is_due_today_and_keeps_its_memory(learner: Collection) -> None:
    (before,) = cards(learner, WHEN)

    load(learner, VACATED)

    (after,) = cards(learner, WHEN)
    assert (after.state, after.due_on, after.memory, after.reps) == (CardState.REVIEW, NEXT_DAY, before.memory, 1)
    assert learner.read(lambda snapshot: today(snapshot, learner.clock(), learner.zone)).due == 1


def test_the_log_says_that_the_card_was_rescheduled(learner: Collection) -> None:
    (card,) = cards(learner, WHEN)

    load(learner, VACATED)

    answered, rescheduled = log(learner, card.id)
    assert (answered.kind, answered.rating) == (ReviewKind.LEARNING, Rating.EASY)
    assert (rescheduled.kind, rescheduled.rating) == (ReviewKind.RESCHEDULED, None)
    assert (rescheduled.reviewed_on, rescheduled.interval_days, rescheduled.elapsed_days) == (NEXT_DAY, 0, 1)
    assert rescheduled.memory == card.memory


def test_a_new_card_of_a_changed_rule_stays_new(learner: Collection) -> None:
    before = cards(learner, PROHIBITED)

    load(learner, VACATED)

    assert [(card.state, card.due_on) for card in before] == [(CardState.NEW, None)]
    assert cards(learner, PROHIBITED) == before


def test_a_typo_fix_leaves_the_schedule_and_the_log_alone(learner: Collection) -> None:
    before = cards(learner, ASSURANCE)
    log_before = log(learner, before[0].id)

    load(learner, VACATED)

    assert cards(learner, ASSURANCE) == before
    assert log(learner, before[0].id) == log_before


def test_withdrawn_rules_are_told_only_to_those_who_learned_them(learner: Collection) -> None:
    loaded = load(learner, VACATED)

    withdrawn = next(rule for rule in loaded.rules if rule.guid == CONTENT)
    assert withdrawn.after is None
    assert withdrawn.reasons[0].why == "What an attestation has to say is of no use any more."
    assert all(card.is_suspended for card in cards(learner, CONTENT))
    assert RETIRED in note(learner, CONTENT).tags
    assert ELECTRONIC not in guids(learner)


def test_what_changed_and_what_waits_survive_a_restart(learner: Collection) -> None:
    loaded = load(learner, VACATED)

    again = reopened(learner)
    kept = again.read(last_update)
    again.close()

    assert kept == DeckUpdate(learner.clock(), loaded.rules, loaded.conflicts)


def test_undo_takes_back_the_whole_update_in_one_step(learner: Collection) -> None:
    def everything(snapshot: Snapshot) -> object:
        notes = reading.notes_of_origin(snapshot, "bundled:privacy")
        ids = [one.id for one in notes]
        of_notes = reading.cards_of_notes(snapshot, ids)
        return (
            [(one.guid, one.fields, one.tags, one.provenance) for one in notes],
            reading.shipped(snapshot, ids),
            [replace(card, revision=0) for card in of_notes],
            [reading.reviews_of_card(snapshot, card.id) for card in of_notes],
            reading.bundled_digests(snapshot),
            last_update(snapshot),
        )

    before = learner.read(everything)
    load(learner, VACATED)

    undone = learner.undo().value

    assert undone.operation is Operation.LOAD_BUNDLED_DECKS
    assert learner.read(everything) == before
    learner.redo()
    assert note(learner, PROHIBITED).fields[1].startswith("The 2024 prohibition was vacated")
    assert decision(learner) is Decision.WAITING


def test_keeping_my_words_leaves_the_note_as_it_is(learner: Collection) -> None:
    load(learner, VACATED)
    before = note(learner, WHEN)

    decide(learner, lambda transaction: deciding.keep_mine(transaction, WHEN))

    assert note(learner, WHEN) == before
    assert decision(learner) is Decision.MINE


def test_taking_the_publishers_words_changes_only_what_was_disputed(learner: Collection) -> None:
    edit(learner, WHEN, lambda one: replace(one, tags=(*one.tags, "hard")))
    load(learner, VACATED)
    schedule = cards(learner, WHEN)

    decide(learner, lambda transaction: deciding.take_theirs(transaction, WHEN, NOON))

    after = note(learner, WHEN)
    assert after.fields[1] == "Never; a court vacated the 2024 rule on June 18, 2025"
    assert after.tags == ("hard", "privacy")
    assert decision(learner) is Decision.THEIRS
    assert cards(learner, WHEN) == schedule


def test_words_written_anew_are_stored(learner: Collection) -> None:
    load(learner, VACATED)
    mine = note(learner, WHEN)
    anew = replace(mine, fields=(mine.fields[0], "Never, since Purl. Ask Dana!", mine.fields[2]))

    decide(learner, lambda transaction: deciding.edit_mine(transaction, anew, NOON))

    assert note(learner, WHEN).fields[1] == "Never, since Purl. Ask Dana!"
    assert decision(learner) is Decision.EDITED


def test_undo_takes_back_a_decision(learner: Collection) -> None:
    load(learner, VACATED)
    decide(learner, lambda transaction: deciding.take_theirs(transaction, WHEN, NOON))

    learner.undo()

    assert note(learner, WHEN).fields[1] == MY_ANSWER
    assert decision(learner) is Decision.WAITING


def test_a_conflict_that_waits_is_carried_over_to_the_next_update(learner: Collection, tmp_path: Path) -> None:
    load(learner, VACATED)
    text = (VACATED / "privacy" / "attestation.md").read_text(encoding="utf-8")
    (tmp_path / "privacy").mkdir()
    (tmp_path / "privacy" / "attestation.md").write_text(
        text.replace("By February 16, 2026", "By February 16, 2027"), encoding="utf-8"
    )
    old = (VACATED / "privacy" / "CHANGES").read_text(encoding="utf-8")
    new = f"# 2025-12-01\n## {PART_2}\nWhy: A year later.\nSource: made up for this test\n\n"
    (tmp_path / "privacy" / "CHANGES").write_text(new + old, encoding="utf-8")

    loaded = load(learner, tmp_path)

    assert [rule.guid for rule in loaded.rules] == [PART_2]
    assert [rule.guid for rule in update(learner).rules] == [PART_2]
    assert [(one.guid, one.decision) for one in update(learner).conflicts] == [(WHEN, Decision.WAITING)]


def test_an_entry_is_told_once(collection: Collection, tmp_path: Path) -> None:
    entry = "# 2026-01-01\n## fee\nWhy: It costs more.\nSource: 45 CFR 164.524(c)(4)\n"
    write(tmp_path, "## fee\nQ: The fee?\nA: Five dolars\n")
    load(collection, tmp_path)
    write(tmp_path, "## fee\nQ: The fee?\nA: Six dolars\n", entry)
    first = load(collection, tmp_path)
    write(tmp_path, "## fee\nQ: The fee?\nA: Six dollars\n", entry)

    second = load(collection, tmp_path)

    assert [rule.guid for rule in first.rules] == ["fee"]
    assert second == Loaded(changed=1)
    assert [rule.guid for rule in update(collection).rules] == ["fee"]


def test_a_learner_who_skips_a_version_is_told_of_both(collection: Collection, tmp_path: Path) -> None:
    entries = [f"# 202{n}-01-01\n## fee\nWhy: Reason {n}.\nSource: Rule {n}\n" for n in (7, 6)]
    write(tmp_path, "## fee\nQ: The fee?\nA: Five\n")
    load(collection, tmp_path)
    write(tmp_path, "## fee\nQ: The fee?\nA: Seven\n", "\n".join(entries))

    loaded = load(collection, tmp_path)

    assert [reason.why for reason in loaded.rules[0].reasons] == ["Reason 7.", "Reason 6."]


def test_rules_stand_before_answers_and_questions(collection: Collection, tmp_path: Path) -> None:
    values = "Why: New.\nSource: Rule\n"
    entries = f"# 2026-01-01\n## a\nChanged: question\n{values}## b\nChanged: answer\n{values}## c\n{values}"
    write(tmp_path, "".join(f"## {guid}\nQ: {guid}?\nA: Five\n" for guid in "abc"))
    load(collection, tmp_path)
    write(tmp_path, "".join(f"## {guid}\nQ: {guid}?\nA: Six\n" for guid in "abc"), entries)

    loaded = load(collection, tmp_path)

    shown = collection.read(changes_of_last_update).notes
    assert {rule.guid: rule.changed for rule in loaded.rules} == {
        "a": Changed.QUESTION,
        "b": Changed.ANSWER,
        "c": Changed.RULE,
    }
    assert [(one.guid, one.changed) for one in shown] == [
        ("c", Changed.RULE),
        ("b", Changed.ANSWER),
        ("a", Changed.QUESTION),
    ]


def test_what_an_earlier_program_kept_of_an_update_is_about_rules(collection: Collection, tmp_path: Path) -> None:
    write(tmp_path, "## fee\nQ: The fee?\nA: Five\n")
    load(collection, tmp_path)
    write(tmp_path, "## fee\nQ: The fee?\nA: Six\n", "# 2026-01-01\n## fee\nWhy: New.\nSource: Rule\n")
    load(collection, tmp_path)
    kept: Any = collection.read(lambda snapshot: reading.value(snapshot, "last_deck_update"))
    kept["rules"][0]["reasons"] = [["2026-01-01", "New.", "Rule"]]

    decide(collection, lambda transaction: transaction.set_value("last_deck_update", kept))

    assert update(collection).rules[0].reasons == (Reason(date(2026, 1, 1), "New.", "Rule", Changed.RULE),)


def test_a_new_learner_is_told_of_no_change(collection: Collection) -> None:
    loaded = load(collection, VACATED)

    assert (loaded.added, loaded.rules, collection.read(last_update)) == (6, (), None)


def test_an_entry_whose_note_says_the_same_changes_nothing(collection: Collection, tmp_path: Path) -> None:
    write(tmp_path, "## fee\nQ: The fee?\nA: Five\n")
    load(collection, tmp_path)
    write(tmp_path, "## fee\nQ: The fee?\nA: Five\n", "# 2026-01-01\n## fee\nWhy: New.\nSource: Rule\n")

    assert collection.read(lambda snapshot: bundled.outdated(snapshot, tmp_path)) == ("privacy",)
    assert load(collection, tmp_path) == Loaded()


def test_the_same_words_from_both_sides_are_no_conflict(learner: Collection) -> None:
    edit(
        learner,
        WHEN,
        lambda one: replace(
            one, fields=(one.fields[0], "Never; a court vacated the 2024 rule on June 18, 2025", one.fields[2])
        ),
    )

    assert load(learner, VACATED).conflicts == ()


def test_a_citation_can_be_disputed(learner: Collection) -> None:
    edit(learner, ASSURANCE, lambda one: replace(one, provenance=replace(one.provenance, citation="My handbook")))
    edit(learner, PROHIBITED, lambda one: replace(one, provenance=replace(one.provenance, citation="My handbook")))

    loaded = load(learner, VACATED)

    assert [(one.guid, one.parts) for one in loaded.conflicts] == [(WHEN, ("Back",)), (PROHIBITED, (CITATION,))]
    assert note(learner, ASSURANCE).provenance.citation == "My handbook"
    decide(learner, lambda transaction: deciding.take_theirs(transaction, PROHIBITED, NOON))
    assert note(learner, PROHIBITED).provenance.citation == PURL


def test_a_note_of_another_kind_is_disputed_as_a_whole(collection: Collection, tmp_path: Path) -> None:
    write(tmp_path, "## fee\nQ: The fee?\nA: Five\n")
    load(collection, tmp_path)
    edit(collection, "fee", lambda one: replace(one, fields=("The fee?", "5", "")))
    write(tmp_path, "## fee\nCloze: The fee is {{c1::five}} or {{c2::six}}.\n")

    loaded = load(collection, tmp_path)

    assert [one.parts for one in loaded.conflicts] == [("Text", "More", CITATION)]
    assert note(collection, "fee").fields == ("The fee?", "5", "")
    decide(collection, lambda transaction: deciding.take_theirs(transaction, "fee", NOON))
    assert note(collection, "fee").fields == ("The fee is {{c1::five}} or {{c2::six}}.", "")
    assert len(cards(collection, "fee")) == 2


def test_further_changes_to_a_disputed_note_join_its_conflict(collection: Collection, tmp_path: Path) -> None:
    write(tmp_path, "## fee\nQ: Fee?\nA: Five\n")
    load(collection, tmp_path)
    edit(collection, "fee", lambda one: replace(one, fields=("My fee?", "5", "")))
    write(tmp_path, "## fee\nQ: Fee?\nA: Six\n")
    load(collection, tmp_path)
    write(tmp_path, "## fee\nQ: Which fee?\nA: Seven\n")
    load(collection, tmp_path)

    (conflict,) = update(collection).conflicts

    assert conflict.parts == ("Back", "Front")
    assert conflict.before.fields == ("Fee?", "Five", "")
    decide(collection, lambda transaction: deciding.take_theirs(transaction, "fee", NOON))
    assert note(collection, "fee").fields == ("Which fee?", "Seven", "")


def test_suspended_cards_of_a_changed_rule_stay_suspended(learner: Collection) -> None:
    (card,) = cards(learner, WHEN)
    learner.transact(Operation.SUSPEND, lambda transaction: card_actions.suspend_cards(transaction, [card.id]))

    loaded = load(learner, VACATED)

    (after,) = cards(learner, WHEN)
    assert (after.is_suspended, after.due_on, loaded.cards_due) == (True, NEXT_DAY, 0)


def test_cards_that_come_up_today_anyway_are_left_alone(learner: Collection, clock: Clock) -> None:
    clock.forward(days=60)
    before = cards(learner, WHEN)

    loaded = load(learner, VACATED)

    assert cards(learner, WHEN) == before
    assert loaded.cards_due == 0


def test_a_decision_about_a_note_without_a_conflict_is_no_decision(learner: Collection) -> None:
    load(learner, VACATED)
    before = note(learner, PROHIBITED)

    decide(learner, lambda transaction: deciding.take_theirs(transaction, PROHIBITED, NOON))

    assert note(learner, PROHIBITED) == before
    assert [one.guid for one in update(learner).conflicts] == [WHEN]
    assert isinstance(update(learner).conflicts[0], Conflict)


def shown(collection: Collection) -> UpdateShown:
    return collection.read(changes_of_last_update)


def test_the_screen_is_told_of_every_change_with_the_learners_words(learner: Collection) -> None:
    load(learner, VACATED)

    by_guid = {one.guid: one for one in shown(learner).notes}

    when = by_guid[WHEN]
    assert list(by_guid) == [WHEN, PROHIBITED, "privacy-attestation-detective", CONTENT]
    assert when.mine is not None
    assert (when.mine.note.fields[1], when.mine.is_own, when.decision) == (MY_ANSWER, True, Decision.WAITING)
    assert (by_guid[PROHIBITED].decision, by_guid[CONTENT].after) == (None, None)
    assert shown(learner).waiting == 1


def test_nothing_is_shown_before_the_first_change(collection: Collection) -> None:
    assert shown(collection) == UpdateShown()


def test_a_conflict_is_over_once_the_words_agree(learner: Collection) -> None:
    load(learner, VACATED)
    theirs = "Never; a court vacated the 2024 rule on June 18, 2025"
    edit(learner, WHEN, lambda one: replace(one, fields=(one.fields[0], theirs, one.fields[2])))

    when = next(one for one in shown(learner).notes if one.guid == WHEN)

    assert (when.decision, when.mine is not None and when.mine.is_own) == (None, False)


def test_a_mended_note_the_learner_had_changed_is_shown_without_a_reason(learner: Collection) -> None:
    edit(learner, ASSURANCE, lambda one: replace(one, fields=(one.fields[0], "Notice or protection", one.fields[2])))

    load(learner, VACATED)

    last = shown(learner).notes[-1]
    assert (last.guid, last.reasons, last.decision) == (ASSURANCE, (), Decision.WAITING)
    assert last.after is not None
    assert (last.before.fields[1], last.after.fields[1]) == (
        "Satisfactory assurence of notice or of a protective order",
        "Satisfactory assurance of notice or of a protective order",
    )


def test_a_deleted_note_has_nothing_to_decide(learner: Collection) -> None:
    load(learner, VACATED)
    note_id = note(learner, WHEN).id
    learner.transact(Operation.DELETE_NOTE, lambda transaction: card_actions.delete_note(transaction, note_id))

    when = next(one for one in shown(learner).notes if one.guid == WHEN)

    assert (when.mine, when.decision) == (None, None)
    decide(learner, lambda transaction: deciding.take_theirs(transaction, WHEN, NOON))


def test_the_collection_is_sound_after_an_update_its_undo_and_a_decision(learner: Collection) -> None:
    load(learner, VACATED)
    after_update = learner.verify()
    learner.undo()
    after_undo = learner.verify()
    learner.redo()
    decide(learner, lambda transaction: deciding.take_theirs(transaction, WHEN, NOON))

    assert (after_update, after_undo, learner.verify()) == ((), (), ())
