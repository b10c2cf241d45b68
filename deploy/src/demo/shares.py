"""Splitting whole numbers in proportion, exactly."""

from collections.abc import Sequence


def apportion(total: int, weights: Sequence[int], caps: Sequence[int] | None = None) -> list[int]:
    """Split ``total`` in proportion to ``weights`` by largest remainders; no part passes its cap.

    Raises ValueError where the caps together hold less than ``total``.
    """
    room = list(caps) if caps is not None else [total] * len(weights)
    if sum(room) < total:
        raise ValueError(f"{total} does not fit into {sum(room)}")
    whole = sum(weights)
    if whole == 0:
        if total:
            raise ValueError("nothing to share among")
        return [0] * len(weights)
    parts = [min(room[i], total * w // whole) for i, w in enumerate(weights)]
    order = sorted(range(len(weights)), key=lambda i: (-(total * weights[i] % whole), i))
    while sum(parts) < total:
        for i in order:
            if sum(parts) == total:
                break
            if parts[i] < room[i] and weights[i]:
                parts[i] += 1
    return parts
