"""Choosing indicators from the catalogue."""

from collections.abc import Collection

from supervision_api.indicators.catalogue import BY_KEY, CATALOGUE, Indicator
from supervision_api.indicators.errors import IndicatorNotFound


def one(key: str) -> Indicator:
    """The indicator of that key. Raises IndicatorNotFound."""
    try:
        return BY_KEY[key]
    except KeyError:
        raise IndicatorNotFound from None


def chosen(*, area: str | None = None, keys: Collection[str] = ()) -> list[Indicator]:
    """Indicators of an area, or those of the keys, or all; in the catalogue's order.

    Raises IndicatorNotFound for a key that the catalogue does not have.
    """
    wanted = {one(key).key for key in keys}
    return [
        indicator
        for indicator in CATALOGUE
        if (not wanted or indicator.key in wanted) and area in {None, indicator.area}
    ]
