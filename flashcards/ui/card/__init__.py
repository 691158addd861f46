"""A card as it is shown, wherever it is shown: text, pictures, formulas, sounds, options, what was typed."""
