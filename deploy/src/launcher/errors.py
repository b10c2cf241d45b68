"""What the launcher tells the operator when it cannot go on."""


class LauncherError(Exception):
    """A failure whose text is one sentence for the operator: what is wrong and what to do."""
