"""`GET /regions` and `GET /regions/search`: the tree of regions for forms, filters and boards."""

from typing import Annotated

from fastapi import Query

from kit.regions import tree
from kit.web import Model, RequestRead, Router, reads


class RegionRead(Model):
    """A region: stable key, official code and name of the day, the name people say, and the path to it."""

    key: str
    code: str
    level: str
    name: str
    official_name: str
    path: list[str]


def region_router() -> Router:
    """Routes of a service that shows regions."""
    router = Router(prefix="/regions", tags=["regions"])

    @router.get("")
    async def list_regions(
        tx: Annotated[RequestRead, reads("region.read")],
        parent: Annotated[str | None, Query(pattern="^[0-9]{2,12}$")] = None,
    ) -> list[RegionRead]:
        """The regions directly below `parent` in customary order; without it the caller's own region."""
        if parent is not None:
            return [_read(region) for region in await tree.children(tx, parent, tx.today)]
        own = tx.scope.region_key
        found = await tree.find(tx, own, tx.today) if own else None
        return [_read(found)] if found else []

    @router.get("/search")
    async def search_regions(
        tx: Annotated[RequestRead, reads("region.read")],
        q: Annotated[str, Query(min_length=1, max_length=40)],
        limit: Annotated[int, Query(ge=1, le=50)] = 20,
    ) -> list[RegionRead]:
        """Regions within the caller's own by name, official code, pinyin or its initials."""
        if not tx.scope.region_key:
            return []
        found = await tree.search(tx, q, tx.scope.region_key, tx.today, limit=limit)
        return [_read(region) for region in found]

    return router


def _read(region: tree.Region) -> RegionRead:
    return RegionRead(
        key=region.key,
        code=region.code,
        level=region.level,
        name=region.short,
        official_name=region.name,
        path=list(region.path),
    )
