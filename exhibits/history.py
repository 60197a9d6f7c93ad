"""What the history is told of exhibitions."""

from translations.history import words


def figures_in_words(figures: object) -> str:
    """A table of figures as it is typed: a line per row, cells divided by semicolons."""
    rows = figures if isinstance(figures, list) else []
    return "\n".join(
        "; ".join("-" if cell is None else str(cell) for cell in row)
        for row in rows
        if isinstance(row, list)
    )


def register() -> None:
    from exhibits.models import Dataset

    words.say(Dataset, "figures", figures_in_words)
