"""Shapes of the catalogue in answers."""

from kit.web import Model
from supervision_api.indicators.catalogue import Indicator, Kind, Text


class TextRead(Model):
    """Words in both languages."""

    zh: str
    en: str

    @classmethod
    def of(cls, text: Text) -> "TextRead":
        """From the catalogue's words."""
        return cls(zh=text.zh, en=text.en)


class IndicatorRead(Model):
    """What a figure means and who answers for it."""

    key: str
    area: str
    owner: str
    """The service that counts it."""
    office: TextRead
    """责任单位: the office that answers for it."""
    name: TextRead
    meaning: TextRead
    unit: str
    unit_name: TextRead
    kind: Kind
    decimals: int
    version: int

    @classmethod
    def of(cls, indicator: Indicator) -> "IndicatorRead":
        """From the catalogue."""
        return cls(
            key=indicator.key,
            area=indicator.area,
            owner=indicator.owner,
            office=TextRead.of(indicator.office),
            name=TextRead.of(indicator.name),
            meaning=TextRead.of(indicator.meaning),
            unit=indicator.unit.code,
            unit_name=TextRead.of(indicator.unit.name),
            kind=indicator.kind,
            decimals=indicator.decimals,
            version=indicator.version,
        )


class Catalogue(Model):
    """All indicators that can be asked for, in the order of the board."""

    items: list[IndicatorRead]
