"""`GET /installation`: name, region and day, for the sign-in page and the banner of a demonstration."""

from datetime import date
from typing import Annotated

from sqlalchemy import text

from gateway.runtime import GatewayRuntime
from kit.db import Prepared
from kit.web import Model, PublicRead, Router, anyone_reads
from kit.web.app import VERSION

router = Router(tags=["installation"])

_REGION_NAME = Prepared(
    text(
        "select name from region_name where region_key = :key and valid_from <= :today "
        "and (valid_to is null or valid_to > :today)"
    )
)


class InstallationRead(Model):
    """The installation; a demonstration stands on its `today`."""

    name: str
    region_key: str
    region_name: str
    demo: bool
    today: date
    version: str


@router.get("/installation")
async def read_installation(tx: Annotated[PublicRead, anyone_reads]) -> InstallationRead:
    """Whose platform this is, and on which business day it stands."""
    settings = GatewayRuntime.of(tx).settings
    key = settings.installation_region
    return InstallationRead(
        name=settings.installation_name,
        region_key=key,
        region_name=await tx.value(_REGION_NAME, key=key, today=tx.today) or key,
        demo=settings.demo,
        today=tx.today,
        version=VERSION,
    )
