"""Finding a unit by its citation, in any known grammar and language."""
