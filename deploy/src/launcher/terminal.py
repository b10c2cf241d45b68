"""What the launcher says to the person at the terminal."""

import sys


def say(line: str = "") -> None:
    """One line of progress or result."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def complain(line: str) -> None:
    """One line about what went wrong."""
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()
