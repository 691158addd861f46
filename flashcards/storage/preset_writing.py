"""Presets, written through the gate."""

from dataclasses import replace

from flashcards.domain.ids import PresetId
from flashcards.domain.preset import Preset
from flashcards.storage.gate import Gate
from flashcards.storage.rows import PresetRow


class PresetWriter:
    """Writes presets through the gate of one transaction."""

    def __init__(self, gate: Gate) -> None:
        """Write through a gate."""
        self._gate = gate

    def add(self, preset: Preset) -> Preset:
        """Store a new preset, whose name no other has, and give it with its id."""
        (preset_id,) = self._gate.add("preset", [PresetRow.of(preset)])
        return replace(preset, id=PresetId(preset_id))

    def update(self, preset: Preset) -> None:
        """Store a preset, for all decks that have it.

        Raises:
            StaleCardError: it was deleted.
        """
        self._gate.change("preset", [PresetRow.of(preset) | {"id": preset.id}])

    def delete(self, preset_id: PresetId) -> None:
        """Delete a preset that no deck has."""
        self._gate.remove("preset", [preset_id])
