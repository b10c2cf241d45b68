"""Strong ETags from the journal id of a row, and the check of `If-Match` on every change."""

from __future__ import annotations

from kit.web.problems import PreconditionFailed, PreconditionRequired


def of(j: int) -> str:
    """The ETag of a row last written by journal entry `j`."""
    return f'"{j}"'


def require_match(if_match: str | None, current_j: int) -> None:
    """428 without the header, 412 unless it names the current state.

    `*` is refused like a missing header: it would let a change pass over what the caller has not read. A weak
    tag never matches (RFC 9110, strong comparison).
    """
    if if_match is None or if_match.strip() in {"", "*"}:
        raise PreconditionRequired
    if of(current_j) not in {tag.strip() for tag in if_match.split(",")}:
        raise PreconditionFailed
