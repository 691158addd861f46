"""The result of a practice exam as a PDF."""

from html import escape
from pathlib import Path

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QFont, QPageSize, QPdfWriter, QTextDocument
from PySide6.QtWidgets import QFileDialog, QWidget

from flashcards.collection.practice import Sat
from flashcards.domain.errors import StorageError
from flashcards.domain.exam import ExamAnswer, ExamQuestion
from flashcards.rendering import clean_html
from flashcards.ui.page import Notices
from flashcards.ui.practice.resulting import OUTCOME_NAMES, result_of
from flashcards.ui.practice.state import Line

MARGIN_MM = 18
LETTERS = "ABCDEFGHIJ"
_STYLE = """
h1 { font-size: 18pt; } h2 { font-size: 13pt; } p, td, th, li { font-size: 10pt; }
td, th { padding: 2px 10px 2px 0; text-align: left; } .quiet { color: #555555; font-size: 9pt; }
"""


def ask_and_print(sat: Sat, parent: QWidget, notices: Notices) -> None:
    """Ask where, write the file, and say so."""
    name = f"{sat.attempt.name} {sat.attempt.started_at:%Y-%m-%d}.pdf".replace("/", "-")
    chosen, _ = QFileDialog.getSaveFileName(parent, "Save the result as PDF", name, "PDF (*.pdf)")
    if not chosen:
        return
    path = Path(chosen)
    try:
        print_result(sat, path)
    except StorageError as error:
        notices.problem(error)
    else:
        notices.say(f"Saved to {path}")


def print_result(sat: Sat, path: Path) -> None:
    """Write the result and every question with its explanations.

    Raises:
        StorageError: the file cannot be written.
    """
    document = QTextDocument()
    document.setDefaultFont(QFont("sans-serif", 10))
    document.setDefaultStyleSheet(_STYLE)
    document.setHtml(result_html(sat))
    part = path.with_name(path.name + ".part")
    try:
        part.touch()
        writer = QPdfWriter(str(part))
        writer.setPageSize(QPageSize(QPageSize.PageSizeId.Letter))
        writer.setPageMargins(QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM))
        writer.setTitle(sat.attempt.name)
        document.print_(writer)
        del writer
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        problem = f"{path} cannot be written ({error.strerror or error}). Choose another folder."
        raise StorageError(problem) from error


def result_html(sat: Sat) -> str:
    """Give the whole report as HTML."""
    result = result_of(sat)
    times = "".join(f"<tr><td>{escape(name)}</td><td>{escape(value)}</td></tr>" for name, value in result.times)
    questions = "".join(_question_html(sat, place) for place in sat.score.review_order())
    return (
        f"<h1>{escape(result.title)}</h1><p class='quiet'>{escape(result.subtitle)}</p>"
        f"<p><b>{escape(result.percent)}</b> {escape(result.interval)} {escape(result.predicted)}</p>"
        f"<h2>By area</h2>{_shares(result.areas)}<h2>By level</h2>{_shares(result.levels)}"
        f"<h2>Time</h2><table>{times}</table><p class='quiet'>{escape(result.note)}</p>"
        f"<h2>Questions</h2>{questions}"
    )


def _shares(lines: tuple[Line, ...]) -> str:
    rows = "".join(
        f"<tr><td>{escape(line.name)}</td><td>{line.right} of {line.asked}</td>"
        f"<td>{round(line.low * 100)}–{round(line.high * 100)} %</td></tr>"
        for line in lines
    )
    return f"<table><tr><th>Name</th><th>Right</th><th>80 % interval</th></tr>{rows}</table>"


def _question_html(sat: Sat, place: int) -> str:
    question, answer = sat.questions[place], sat.answers[place]
    unscored = ", did not count" if question.is_pretest else ""
    case = f"<p class='quiet'>{clean_html(question.case)}</p>" if question.case else ""
    source = f"<p class='quiet'>Source: {escape(question.citation)}</p>" if question.citation else ""
    return (
        f"<p><b>{place + 1}. {OUTCOME_NAMES[sat.score.outcomes[place]]}{unscored}</b></p>"
        f"{case}<div>{clean_html(question.stem)}</div>{_options_html(question, answer)}{source}<hr>"
    )


def _options_html(question: ExamQuestion, answer: ExamAnswer) -> str:
    rows = []
    for place, option in enumerate(question.options):
        marks = [word for word, is_on in (("right", option.is_correct), ("picked", place in answer.chosen)) if is_on]
        said = f" <b>({', '.join(marks)})</b>" if marks else ""
        why = f"<br><span class='quiet'>{clean_html(option.rationale)}</span>" if option.rationale else ""
        rows.append(f"<p>{LETTERS[place]}. {clean_html(option.text)}{said}{why}</p>")
    return "".join(rows)
