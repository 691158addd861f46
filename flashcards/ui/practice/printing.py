"""The result of a practice exam as a PDF."""

from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from html import escape
from itertools import zip_longest
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from flashcards.collection.practice import Sat
from flashcards.domain.errors import StorageError
from flashcards.domain.exam import ExamAnswer, ExamQuestion
from flashcards.formats.writing import target_of
from flashcards.rendering import clean_html
from flashcards.ui.page import Services
from flashcards.ui.practice.miss_words import ReasonsState, first_choice
from flashcards.ui.practice.paging import PART, write_pdf
from flashcards.ui.practice.resulting import OUTCOME_NAMES, result_of
from flashcards.ui.practice.state import Line, Spent, clock_text

SIDE_BY_SIDE = 3
"""How many columns the times stand in."""

_STYLE = """
h1 { font-size: 18pt; } h2 { font-size: 13pt; }
p { margin-top: 5px; margin-bottom: 5px; } p, td, th, li { font-size: 10pt; }
td, th { padding: 2px 10px 2px 0; text-align: left; } .quiet { color: #555555; font-size: 9pt; }
"""


def ask_and_print(sat: Sat, parent: QWidget, services: Services) -> None:
    """Ask where, write the file beside the window, and say so."""
    name = f"{sat.attempt.name} {sat.attempt.started_at.astimezone(services.zone):%Y-%m-%d}.pdf".replace("/", "-")
    chosen, _ = QFileDialog.getSaveFileName(parent, "Save the result as PDF", name, "PDF (*.pdf)")
    if not chosen:
        return
    path = Path(chosen)

    def say(_: None) -> None:
        services.notices.say(f"Saved to {path}")

    services.runner.work(partial(print_result, sat, path), say)


def print_result(sat: Sat, path: Path) -> None:
    """Write the result and every question with its explanations.

    Raises:
        ExportRefusedError: it would replace what must not be replaced.
        StorageError: the file cannot be written.
    """
    path = target_of(path)
    part = path.with_name(path.name + ".part")
    try:
        part.touch()
        write_pdf(result_html(sat), _STYLE, result_of(sat).title, part)
        part.replace(path)
    except OSError as error:
        with suppress(OSError):  # where nothing can be written, nothing can be removed
            part.unlink(missing_ok=True)
        problem = f"{path} cannot be written ({error.strerror or error}). Choose another folder."
        raise StorageError(problem) from error


def result_html(sat: Sat) -> str:
    """Give the whole report as HTML."""
    result = result_of(sat)
    times = "".join(f"<tr><td>{escape(name)}</td><td>{escape(value)}</td></tr>" for name, value in result.times)
    questions = "".join(_question_html(sat, place) for place in sat.review_order())
    return (
        f"<h1>{escape(result.title)}</h1><p class='quiet'>{escape(result.subtitle)}</p>"
        f"<p><b>{escape(result.percent)}</b> {escape(result.interval)} {escape(result.predicted)}</p>"
        f"<h2>By area</h2>{_shares(result.areas)}<h2>By level</h2>{_shares(result.levels)}"
        f"<h2>Time</h2><table>{times}</table><p>{escape(result.longest)}</p>{_spent(result.spent)}"
        f"{_reasons(result.reasons)}<p class='quiet'>{escape(result.note)}</p>"
        f"<h2><a name='{PART}'></a>Questions, those worth a look first</h2>{questions}"
    )


def _shares(lines: tuple[Line, ...]) -> str:
    rows = "".join(
        f"<tr><td>{escape(line.name)}</td><td>{line.right} of {line.asked}</td>"
        f"<td>{round(line.low * 100)}–{round(line.high * 100)} %</td></tr>"
        for line in lines
    )
    return f"<table><tr><th>Name</th><th>Right</th><th>80 % interval</th></tr>{rows}</table>"


def _reasons(state: ReasonsState) -> str:
    if state.is_empty:
        return ""
    rows = "".join(
        f"<tr><td>{escape(one.name)}</td><td>{one.count}</td><td class='quiet'>{escape(one.areas)}</td></tr>"
        for one in state.lines
    )
    table = f"<table>{rows}</table>" if rows else ""
    return f"<h2>Why questions were missed</h2>{table}<p>{escape(state.changes)}</p>"


def _spent(spent: Sequence[Spent]) -> str:
    """Give how long each question took, in columns side by side."""
    high = -(-len(spent) // SIDE_BY_SIDE)
    columns = [spent[start : start + high] for start in range(0, len(spent), high)]
    gap = "<td width='24'></td>"
    heads = gap.join("<th>No.</th><th>Result</th><th>Time</th>" for _ in columns)
    rows = "".join(f"<tr>{gap.join(_spent_cells(one) for one in row if one)}</tr>" for row in zip_longest(*columns))
    return f"<table><thead><tr>{heads}</tr></thead>{rows}</table>"


def _spent_cells(one: Spent) -> str:
    return f"<td>{one.place + 1}</td><td>{OUTCOME_NAMES[one.outcome]}</td><td>{clock_text(one.time_ms)}</td>"


def _question_html(sat: Sat, place: int) -> str:
    question, answer = sat.questions[place], sat.answers[place]
    unscored = ", did not count" if question.is_pretest else ""
    flagged = ", flagged" if answer.is_flagged else ""
    spent = f"{clock_text(answer.time_ms)}, {escape(sat.attempt.areas[question.area][0])}{flagged}"
    said = [first_choice(question, answer), f"Missed: {answer.reason.label}." if answer.reason else ""]
    why = f"<p class='quiet'>{escape(' '.join(one for one in said if one))}</p>" if any(said) else ""
    case = f"<p class='quiet'>{clean_html(question.case)}</p>" if question.case else ""
    source = f"<p class='quiet'>Source: {escape(question.citation)}</p>" if question.citation else ""
    return (
        f"<p><a name='{PART}'></a><b>{place + 1}. {OUTCOME_NAMES[sat.score.outcomes[place]]}{unscored}</b> "
        f"<span class='quiet'>{spent}</span></p>"
        f"{case}<div>{clean_html(question.stem)}</div>{_options_html(question, answer)}{why}{source}<hr>"
    )


def _options_html(question: ExamQuestion, answer: ExamAnswer) -> str:
    rows = []
    for place, option in enumerate(question.options):
        marks = [word for word, is_on in (("right", option.is_correct), ("picked", place in answer.chosen)) if is_on]
        said = f" <b>({', '.join(marks)})</b>" if marks else ""
        why = f"<br><span class='quiet'>{clean_html(option.rationale)}</span>" if option.rationale else ""
        rows.append(f"<p>{place + 1}. {clean_html(option.text)}{said}{why}</p>")
    return "".join(rows)
