"""What `bench.importing` measures, done by Anki's library."""

import time
from collections.abc import Callable
from pathlib import Path

from anki.collection import (
    Collection,
    ExportAnkiPackageOptions,
    ImportAnkiPackageOptions,
    ImportAnkiPackageRequest,
    ImportCsvRequest,
)
from anki.import_export_pb2 import CsvMetadata

from bench.anki_data import Packages


def csv(packages: Packages, home: Path) -> dict[str, float]:
    """Import the table, twice."""

    def read(collection: Collection) -> None:
        path = str(packages.table)
        metadata = collection.get_csv_metadata(path=path, delimiter=CsvMetadata.COMMA)  # it would guess the colon
        collection.import_csv(ImportCsvRequest(path=path, metadata=metadata))

    return _timed(home, ("csv", read), ("csv again", read))


def apkg(packages: Packages, home: Path) -> dict[str, float]:
    """Import the package, twice, and export it again."""
    importing = ImportAnkiPackageOptions(with_scheduling=True, with_deck_configs=True)
    exporting = ExportAnkiPackageOptions(with_scheduling=True, with_deck_configs=True, with_media=True, legacy=False)

    def read(collection: Collection) -> None:
        request = ImportAnkiPackageRequest(package_path=str(packages.modern), options=importing)
        collection.import_anki_package(request)

    def write(collection: Collection) -> None:
        collection.export_anki_package(out_path=str(home / "out.apkg"), options=exporting, limit=None)

    return _timed(home, ("apkg", read), ("apkg again", read), ("export apkg", write))


def _timed(home: Path, *works: tuple[str, Callable[[Collection], None]]) -> dict[str, float]:
    collection = Collection(str(home / "collection.anki2"))
    found = {}
    for name, work in works:
        began, work_began = time.perf_counter(), time.process_time()
        work(collection)
        found[name], found[f"{name}, processor"] = time.perf_counter() - began, time.process_time() - work_began
    collection.close()
    return found
