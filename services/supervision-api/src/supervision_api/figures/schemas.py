"""Shapes of published figures in answers."""

from datetime import date

from kit.web import Model
from supervision_api.figures.rules import Value
from supervision_api.indicators.catalogue import Kind
from supervision_api.indicators.schemas import TextRead


class FigureRead(Model):
    """One figure of one region; exact numbers are strings.

    `value` of an extreme is a list of least and most; null where nothing can be said (a denominator of 0,
    an extreme over no rows), shown as —.
    """

    key: str
    name: TextRead
    region: str
    region_name: str | None
    value: Value
    numerator: str | None
    denominator: str | None
    unit: str
    unit_name: TextRead
    kind: Kind
    decimals: int
    version: int
    as_of: date
    """The day for which it is true."""
    known_at: str
    """What was on record then: a business day, or a position such as `registry:12345`."""
    rows: str
    """Where the rows behind it are read, page by page."""
    children: str | None
    """Where the same figure of the regions below is read; null for a village."""


class OwnerProblem(Model):
    """A service that did not answer for its figures; the others are shown all the same."""

    owner: str
    keys: list[str]
    title: TextRead
    todo: TextRead


class FiguresRead(Model):
    """Figures of a region, or of the regions below it in the customary order 行文次序."""

    region: str
    as_of: date
    known_at: str
    items: list[FigureRead]
    problems: list[OwnerProblem]
