"""The catalogue over HTTP."""

from typing import Annotated

from kit.web import Router, SignedVisitor, asks
from supervision_api.indicators import service
from supervision_api.indicators.schemas import Catalogue, IndicatorRead

router = Router(prefix="/indicators", tags=["indicators 指标目录"])


@router.get("")
async def list_indicators(
    visit: Annotated[SignedVisitor, asks("figure.read")], area: str | None = None
) -> Catalogue:
    """Every indicator that can be counted today: meaning, unit, owner and version."""
    return Catalogue(items=[IndicatorRead.of(indicator) for indicator in service.chosen(area=area)])
