"""Note types managed: their fields, card templates and styling."""
