"""Arithmetic of the yearly account. Pure: no database, no web."""


def remaining(allowed: int, given: int) -> int:
    """How many live goslings a household may still be given, never below zero.

    ``given`` may stand above ``allowed`` after the allowance of a running year was lowered.
    """
    return max(allowed - given, 0)
