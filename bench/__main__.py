"""Run every measurement, or those named: `python -m bench start_up`."""

import importlib
import pkgutil
import sys
from pathlib import Path

HELPERS = (
    "__main__",
    "screen",
    "exam_learners",
    "exam_peers",
    "anki_data",
    "importing_anki",
    "bulk_edits_anki",
    "everyday_anki",
    "in_turns",
    "learner_logs",
)


def main(wanted: list[str]) -> None:
    """Run measurements in turn."""
    folder = str(Path(__file__).parent)
    names = [module.name for module in pkgutil.iter_modules([folder]) if module.name not in HELPERS]
    for name in wanted or names:
        module = importlib.import_module(f"bench.{name}")
        print(f"== {name}")
        module.main()


if __name__ == "__main__":
    main(sys.argv[1:])
