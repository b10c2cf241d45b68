"""`GET /versions`: the long poll of the services."""

from typing import Annotated
from uuid import UUID

from fastapi import Query

from gateway.runtime import GatewayRuntime
from gateway.versions.feed import MOST_WAIT_SECONDS, VersionsUnknown
from kit.web import Model, Router, SignedVisitor, Unavailable, asks

router = Router(tags=["versions"])


class RaisedVersion(Model):
    """Tokens of this person with a lower `ver` are refused."""

    person_id: UUID
    ver: int


class RaisedVersions(Model):
    """What was raised after the cursor asked for; ask on at once with `cursor`."""

    cursor: int
    versions: list[RaisedVersion]
    more: bool


@router.get("/versions")
async def read_versions(
    visit: Annotated[SignedVisitor, asks("version.read")],
    after: Annotated[int, Query(ge=0)] = 0,
    wait: Annotated[float, Query(ge=0, le=30)] = 0,
) -> RaisedVersions:
    """Persons whose tokens were ended since `after`. Waits for news, at most one second."""
    try:
        page = await GatewayRuntime.of(visit).versions.versions(after, min(wait, MOST_WAIT_SECONDS))
    except VersionsUnknown:
        raise Unavailable from None
    return RaisedVersions(
        cursor=page.cursor,
        versions=[RaisedVersion(person_id=person, ver=ver) for person, ver in page.versions.items()],
        more=page.more,
    )
