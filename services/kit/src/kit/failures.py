"""How an unexpected failure is logged: its type and where it came from, never its message.

Messages of the database quote rows ("Key (id_hash)=… already exists"), and a log holds no protected value.
"""

import traceback


def describe(failure: BaseException) -> str:
    """Type and frames of a failure and of those inside a group."""
    lines = [type(failure).__name__, *traceback.format_tb(failure.__traceback__)]
    if isinstance(failure, BaseExceptionGroup):
        lines += [describe(inner) for inner in failure.exceptions]
    return "\n".join(line.rstrip() for line in lines)
