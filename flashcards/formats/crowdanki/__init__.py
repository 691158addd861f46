"""CrowdAnki: decks as a folder of JSON and media."""
