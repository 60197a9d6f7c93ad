"""What goes wrong with editions."""


class ReleaseError(ValueError):
    """What was asked cannot be done; ``str()`` is a sentence for the user."""
