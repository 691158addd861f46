"""Pictures of an import from its beginning to its end, and of an export: a learner's list of abbreviations."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent
from PySide6.QtWidgets import QApplication

from flashcards.collection.importing import Bucket
from flashcards.ui.actions import ActionId
from flashcards.ui.drop_hint import DropHint
from flashcards.ui.importing.state import Phase
from flashcards.ui.importing.view import ImportPage
from flashcards.ui.page import PageId
from scripts.camera import Camera

ABBREVIATIONS = (
    ("ADT", "Admission, discharge and transfer", "Registration", "AHIMA glossary"),
    ("AMA", "Against medical advice", "Discharge", "AHIMA glossary"),
    ("CAC", "Computer-assisted coding", "Coding", "AHIMA glossary"),
    ("CDI", "Clinical documentation improvement", "Coding", "AHIMA glossary"),
    ("DNFB", "Discharged, not final billed", "Revenue cycle", "HFMA"),
    ("EMPI", "Enterprise master patient index", "Registration", "AHIMA glossary"),
    ("H&P", "History and physical examination", "Documentation", "42 CFR 482.24"),
    ("LOS", "Length of stay", "Statistics", "AHIMA glossary"),
    ("MPI", "Master patient index", "Registration", "AHIMA glossary"),
    ("MRN", "Medical record number", "Registration", "AHIMA glossary"),
    ("NOPP", "Notice of privacy practices", "Privacy", "45 CFR 164.520"),
    ("POA", "Present on admission", "Coding", "ICD-10-CM guidelines"),
    ("ROI", "Release of information", "Privacy", "AHIMA glossary"),
    ("TPO", "Treatment, payment and operations", "Privacy", "45 CFR 164.501"),
)
LATER = {"LOS": "Length of stay, in days", "DNFB": "Discharged, not final coded or billed"}
"""What a corrected list says instead."""
MORE = (("UHDDS", "Uniform Hospital Discharge Data Set", "Statistics", "AHIMA glossary"), ("MPI", "Again", "", ""))
BROKEN = 'TJC,"The Joint Commission,Accreditation,TJC\nOASIS,Outcome and assessment information set\n'
PATIENT = "SSN,Such as 078-05-1120,Registration,SSA\n"
QUIZLET = "".join(f"{short}\t{words}\n" for short, words, _, _ in ABBREVIATIONS)


def take_imports(camera: Camera, folder: Path) -> None:
    """Take the Import page in each of its states, and the export sheet."""
    page = camera.window.page(PageId.IMPORT)
    assert isinstance(page, ImportPage)
    path = folder / "abbreviations.csv"
    path.write_text(_table(ABBREVIATIONS), encoding="utf-8")
    camera.go(PageId.IMPORT)
    camera.take("import-start")
    _open(camera, page, path)
    camera.take("import-table")
    camera.take("import-plan", lambda: page.review.verticalScrollBar().setValue(10_000))
    _carry_out(camera, page)
    camera.take("import-report")
    path.write_text(_table(_corrected()) + BROKEN + PATIENT, encoding="cp1252")
    _take_corrected(camera, page, path)
    page.start.paste.click()
    page.paste.text.setPlainText(QUIZLET)
    camera.take("import-paste")
    camera.key(Qt.Key.Key_Escape)
    _take_export(camera)
    _take_drop(camera, path)


def _take_corrected(camera: Camera, page: ImportPage, path: Path) -> None:
    _open(camera, page, path)
    camera.take("import-buckets", lambda: page.review.verticalScrollBar().setValue(10_000))
    page.lists.open_list(Bucket.CHANGED)
    camera.take("import-changed")
    page.lists.close_list()
    page.lists.open_problems()
    camera.take("import-problems")
    page.lists.close_list()
    _carry_out(camera, page)
    page.view_model.start_again()
    camera.settle()
    camera.take("import-history")


def _take_export(camera: Camera) -> None:
    camera.go(PageId.DECKS)
    camera.press(ActionId.EXPORT)
    camera.take("export")
    camera.window.sheets.close()


def _take_drop(camera: Camera, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPoint(300, 300), Qt.DropAction.CopyAction, data, buttons, keys)
    QApplication.sendEvent(camera.window, entering)
    camera.take("import-drop")
    hint = camera.window.findChild(DropHint)
    assert hint is not None
    hint.hide()


def _open(camera: Camera, page: ImportPage, path: Path) -> None:
    camera.window.import_files([path])
    model = page.view_model
    camera.until(lambda: model.state.phase is Phase.REVIEW and model.state.is_settled, "plan")


def _carry_out(camera: Camera, page: ImportPage) -> None:
    page.view_model.act()
    camera.until(lambda: page.view_model.state.phase is Phase.DONE, "report")


def _corrected() -> tuple[tuple[str, ...], ...]:
    kept = ((short, LATER.get(short, words), chapter, source) for short, words, chapter, source in ABBREVIATIONS)
    return (*kept, *MORE)


def _table(rows: tuple[tuple[str, ...], ...]) -> str:
    lines = [",".join(f'"{cell}"' if "," in cell else cell for cell in row) for row in rows]
    return "\n".join(["Term,Meaning,Chapter,Source", *lines, ""])
