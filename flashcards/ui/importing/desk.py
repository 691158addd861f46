"""Reading files, planning what they would change, and carrying it out: slow work, off the GUI thread. No Qt.

What is made here may hold a hundred thousand notes; it is let go of off the GUI thread too (`close_files`).
"""

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from flashcards.collection import importing
from flashcards.collection.decks import deck_names
from flashcards.collection.importing import Bucket, Choice
from flashcards.domain.errors import CancelledError, ImportRefusedError
from flashcards.domain.progress import Progress
from flashcards.formats import registry, text_reader
from flashcards.formats.format import Format, Reading
from flashcards.formats.pasted import detect_pasted, read_pasted_as
from flashcards.ui.importing.laying import Laid, Source, lay_out

if TYPE_CHECKING:
    from flashcards.collection.collection import Look
    from flashcards.collection.importing import ImportPlan, ImportReport, Wishes
    from flashcards.formats.transfer import Transfer
    from flashcards.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """A file that was read, and what importing it would do; or why it cannot be read.

    Attributes:
        label: what its format is called on screen.
        plan: None when it was refused.
        cards: how many cards its new notes make.
        laid: how it is read, if it is a table.
        apart: what was chosen for single notes, by their places; with the buckets they are in.
        refused: one sentence; empty when it was not.
    """

    source: Source
    label: str = ""
    plan: "ImportPlan | None" = None
    cards: int = 0
    laid: Laid | None = None
    apart: Mapping[int, tuple[Bucket, Choice]] = field(default_factory=dict)
    refused: str = ""


Files = tuple[PlannedFile, ...]

_PORTION = 2000
"""Notes that are freed in a millisecond or two."""


class Read(NamedTuple):
    """What was read, and for whom; no files when it was cancelled."""

    ticket: object
    files: Files = ()
    decks: tuple[str, ...] = ()


class Ready(NamedTuple):
    """Plans whose media are in place, and the collection they are for."""

    look: "Look"
    plans: "list[ImportPlan]"


def read_files(sources: Sequence[Source], wishes: "Wishes", progress: Progress, look: "Look") -> Files:
    """Read files, and plan each. One that is refused does not keep the others from coming in.

    Raises:
        CancelledError: `progress` said so; no file is left open.
    """
    found: list[PlannedFile] = []
    earlier = importing.Earlier()
    try:
        for number, source in enumerate(sources):
            part = _part(progress, source, number, len(sources))
            found.append(_read_file(source, wishes, part, look, earlier))
            _remember(earlier, found[-1])
    except BaseException:
        close_files(found)
        raise
    return tuple(found)


def lay_again(files: Files, number: int, source: Source, _progress: Progress, look: "Look") -> Files:
    """Say how a table is read now that the learner has said more of it; its plan is still the old one."""
    file = files[number]
    try:
        laid = lay_out(source, look.read(importing.note_types))
    except ImportRefusedError as refused:
        return _with(files, number, replace(file, source=source, refused=str(refused)))
    return _with(files, number, replace(file, source=source, laid=laid, refused=""))


def plan_again(files: Files, unread: Set[int], wishes: "Wishes", progress: Progress, look: "Look") -> Files:
    """Plan files for other wishes, or a collection that was written since; what was chosen is kept.

    After one that is another now, all are planned anew.

    Args:
        unread: which of them are to be read anew too, because they are laid out in another way.

    Raises:
        CancelledError: `progress` said so; none of those is left open.
    """
    found: list[PlannedFile] = []
    anew: list[PlannedFile] = []
    earlier = importing.Earlier()
    try:
        for number, file in enumerate(files):
            part = _part(progress, file.source, number, len(files))
            if number in unread:
                anew.append(_read_anew(file, wishes, part, look, earlier))
                found.append(anew[-1])
            elif anew or not _is_current(file, wishes, look):
                found.append(_planned_again(file, wishes, part, look, earlier))
            else:
                found.append(file)
            _remember(earlier, found[-1])
    except BaseException:
        close_files(anew)
        raise
    return tuple(found)


def decided(files: Files, choices: Mapping[Bucket, Choice]) -> "list[ImportPlan]":
    """Give the plans of files, with what the learner chose."""
    return [
        replace(
            file.plan,
            choices={**file.plan.choices, **choices},
            exceptions={place: choice for place, (_, choice) in file.apart.items()},
        )
        for file in files
        if file.plan is not None
    ]


def look_up(ticket: object, read: "Callable[[Look], Files]", look: "Look") -> Read:
    """Read or plan, and look at the decks there are; one that is cancelled gives no files."""
    try:
        return Read(ticket, read(look), look.read(deck_names))
    except CancelledError:
        return Read(ticket)  # a newer one may be under way: it is not told of this one's end


def keep_media(plans: "Sequence[ImportPlan]", progress: Progress, look: "Look") -> Ready:
    """Copy the media of plans into their folder."""
    kept = [importing.keep_media(look.media, plan, progress) if plan.media else plan for plan in plans]
    return Ready(look, kept)


def carry_out(ready: Ready, guid_stem: str, progress: Progress, transaction: "Transaction") -> "ImportReport":
    """Import files as one step.

    Raises:
        PlanChangedError: it would not do what the plans say, for the collection was changed since.
    """
    return importing.apply(
        transaction, ready.plans, ready.look, guid_stem=guid_stem, progress=progress, as_planned=True
    )


def close_files(files: list[PlannedFile]) -> None:
    """Let go of files: of what they keep open, and of what was read of them."""
    for file in files:
        if file.plan is not None:
            file.plan.transfer.close()
            _empty(file.plan)
    files.clear()


def _empty(plan: "ImportPlan") -> None:
    """Let go of long lists bit by bit: freeing all at once would keep the interpreter from the window for 80 ms."""
    for some in (plan.transfer.notes, plan.ordinals, plan.firsts, *plan.buckets.values()):
        if isinstance(some, list):
            while some:
                del some[-_PORTION:]


def close_others(files: list[PlannedFile], kept: list[PlannedFile]) -> None:
    """Let go of files that were read anew; those planned anew share what was read."""
    used = {id(file.plan.transfer) for file in kept if file.plan is not None}
    close_files([file for file in files if file.plan is not None and id(file.plan.transfer) not in used])
    files.clear()


def _remember(earlier: importing.Earlier, file: PlannedFile) -> None:
    if file.plan is not None:
        earlier.add(file.plan)


def _read_file(
    source: Source, wishes: "Wishes", progress: Progress, look: "Look", earlier: importing.Earlier
) -> PlannedFile:
    laid = None
    try:
        form = registry.detect(source.path) if source.text is None else detect_pasted(source.text)
        if form is None or form.is_table:
            laid = lay_out(source, look.read(importing.note_types))
        layout = None if laid is None else laid.layout
        transfer = _read(source, form, importing.reading_for(look, _within(progress, 0.0, 0.5), layout))
    except ImportRefusedError as refused:
        return PlannedFile(source, laid=laid, refused=str(refused))
    try:
        plan = _plan(transfer, wishes, _within(progress, 0.5, 1.0), look, earlier)
    except BaseException:
        transfer.close()
        raise
    return PlannedFile(source, form.label if form else "Pasted text", plan, _cards(plan), laid)


def _read(source: Source, form: Format | None, reading: Reading) -> "Transfer":
    if source.text is None:
        return (form or text_reader.FORMAT).read(source.path, reading)
    return text_reader.read_pasted(source.text, reading) if form is None else read_pasted_as(form, source.text, reading)


def _read_anew(
    file: PlannedFile, wishes: "Wishes", progress: Progress, look: "Look", earlier: importing.Earlier
) -> PlannedFile:
    """Read a file again; should it be refused now, how it was laid out stays, to be mended."""
    again = _read_file(file.source, wishes, progress, look, earlier)
    return replace(again, laid=again.laid or file.laid)


def _is_current(file: PlannedFile, wishes: "Wishes", look: "Look") -> bool:
    plan = file.plan
    return plan is None or (plan.wishes == wishes and look.read(lambda snapshot: importing.is_current(snapshot, plan)))


def _planned_again(
    file: PlannedFile, wishes: "Wishes", progress: Progress, look: "Look", earlier: importing.Earlier
) -> PlannedFile:
    if file.plan is None:
        return file
    plan = _plan(file.plan.transfer, wishes, progress, look, earlier)
    return replace(file, plan=plan, cards=_cards(plan), apart=_still_apart(file.apart, plan))


def _still_apart(apart: Mapping[int, tuple[Bucket, Choice]], plan: "ImportPlan") -> Mapping[int, tuple[Bucket, Choice]]:
    """Keep what was chosen for notes that are in the same bucket as before."""
    if not apart:
        return apart
    now = {one.place: bucket for bucket, entries in plan.buckets.items() for one in entries if one.place in apart}
    return {place: chosen for place, chosen in apart.items() if now.get(place) is chosen[0]}


def _plan(
    transfer: "Transfer", wishes: "Wishes", progress: Progress, look: "Look", earlier: importing.Earlier
) -> "ImportPlan":
    return look.read(lambda snapshot: importing.plan(snapshot, transfer, look.media, wishes, progress, earlier))


def _with(files: Files, number: int, file: PlannedFile) -> Files:
    return (*files[:number], file, *files[number + 1 :])


def _cards(plan: "ImportPlan") -> int:
    return sum(map(len, plan.ordinals))


def _part(progress: Progress, source: Source, number: int, count: int) -> Progress:
    """Give what one of several files tells its progress to."""
    inside = _within(progress, number / count, (number + 1) / count)
    if count == 1:
        return inside
    return lambda doing, share: inside(f"{doing} · {source.name}", share)


def _within(progress: Progress, first: float, last: float) -> Progress:
    return lambda doing, share: progress(doing, first + share * (last - first))
