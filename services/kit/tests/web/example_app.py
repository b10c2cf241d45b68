"""The example service's web side: what the tests of `kit.web` call."""

import asyncio
from decimal import Decimal
from typing import Annotated, Any, cast
from uuid import UUID

import asyncpg
from fastapi import FastAPI, UploadFile
from pydantic import Field, field_validator
from sqlalchemy import bindparam, func, insert, select, text, update

from kit.db import Prepared, WriteTx
from kit.ids import uuid7
from kit.peers import Peers
from kit.runtime import Runtime
from kit.settings import Settings
from kit.web import (
    Cursor,
    FieldError,
    Forbidden,
    Model,
    NotFound,
    Page,
    Problem,
    PublicWrite,
    RequestRead,
    RequestWrite,
    Router,
    RowsResponse,
    SignedVisitor,
    Visitor,
    anyone,
    anyone_writes,
    asks,
    create_app,
    reads,
    revises,
    writes,
)
from services.kit.tests.example import SERVICE, home

router = Router(prefix="/homes", tags=["homes"])

_LIST = Prepared(
    select(home.c.id, home.c.number)
    .where(home.c.number > bindparam("after"))
    .order_by(home.c.number)
    .limit(bindparam("most"))
)
_ONE = Prepared(select(home.c.id, home.c.number, home.c.phone, home.c.j).where(home.c.id == bindparam("id")))


class Occupant(Model):
    name: str = Field(min_length=2)
    share: Decimal = Field(default=Decimal(0), max_digits=5, decimal_places=2)


class HomeCreate(Model):
    number: str = Field(pattern=r"^[0-9]{4}$")
    region_key: str
    occupants: tuple[Occupant, ...] = ()

    @field_validator("number")
    @classmethod
    def _not_nought(cls, number: str) -> str:
        if number == "0000":
            raise FieldError("number-nought", ("编号不能全为零", "The number must not be nought"))
        return number


class HomeUpdate(Model):
    phone: str


class HomeRead(Model):
    id: UUID
    number: str


class HomeRow(Model):
    id: UUID
    number: str


class HomeNotFound(NotFound):
    def __init__(self) -> None:
        super().__init__(("没有这一家", "There is no such home"))


class Tries:
    """How often the endpoint that loses its first race was called."""

    count = 0


async def _read(tx: RequestRead | RequestWrite, home_id: UUID) -> HomeRead:
    row = await tx.first(_ONE, id=home_id)
    if row is None:
        raise HomeNotFound
    tx.set_etag(row["j"])
    return HomeRead(id=row["id"], number=row["number"])


async def _create(tx: RequestWrite, body: HomeCreate) -> HomeRead:
    home_id = uuid7()
    try:
        await tx.run(
            insert(home).values(
                id=home_id, region_key=body.region_key, number=body.number, phone="13800000000"
            )
        )
    except asyncpg.InsufficientPrivilegeError:
        raise HomeNotFound from None
    return HomeRead(id=home_id, number=body.number)


@router.get("", response_model=Page[HomeRow])
async def list_homes(
    tx: Annotated[RequestRead, reads("household.read")], after: str | None = None, limit: int = 2
) -> RowsResponse:
    """Homes by number."""
    start = Cursor.parse(after, sort="number", size=1).values[0] if after else ""
    rows = await tx.all(_LIST, after=start, most=limit + 1)
    further = str(Cursor("number", (rows[limit - 1]["number"],))) if len(rows) > limit else None
    return RowsResponse(rows[:limit], next=further)


@router.post("", status_code=201)
async def create_home(
    body: HomeCreate, tx: Annotated[RequestWrite, writes("household.write", operation="home.create")]
) -> HomeRead:
    """Register a home."""
    return await tx.once(lambda: _create(tx, body), again=lambda ref: _read(tx, ref))


@router.post("/slowly", status_code=201)
async def create_home_slowly(
    body: HomeCreate, tx: Annotated[RequestWrite, writes("household.write")]
) -> HomeRead:
    """Register a home, taking longer than others wait for it."""

    async def slowly() -> HomeRead:
        made = await _create(tx, body)
        await asyncio.sleep(3)
        return made

    return await tx.once(slowly, again=lambda ref: _read(tx, ref))


@router.post("/badly-answered", status_code=201)
async def create_home_badly_answered(
    body: HomeCreate, tx: Annotated[RequestWrite, writes("household.write")]
) -> HomeRead:
    """Register a home and give an answer that cannot be serialised as declared."""
    await tx.once(lambda: _create(tx, body), again=lambda ref: _read(tx, ref))
    answer: Any = {"id": "13800001234", "number": body.number}
    return cast(HomeRead, answer)


@router.post("/refused-at-commit", status_code=201)
async def create_home_refused_at_commit(
    body: HomeCreate, tx: Annotated[RequestWrite, writes("household.write")]
) -> HomeRead:
    """Register a home; a deferred check of the database fails at the end."""
    made = await tx.once(lambda: _create(tx, body), again=lambda ref: _read(tx, ref))
    tx.entry.operation = None  # type: ignore[assignment]
    return made


@router.post("/first-race-lost", status_code=201)
async def create_home_first_race_lost(
    body: HomeCreate, tx: Annotated[RequestWrite, writes("household.write")]
) -> HomeRead:
    """Register a home; the first try ends in a serialisation failure, after its work."""
    Tries.count += 1
    made = await tx.once(lambda: _create(tx, body), again=lambda ref: _read(tx, ref))
    if Tries.count == 1 or body.number == "9999":
        await tx.run(text("do $$ begin raise exception 'again' using errcode = '40001'; end $$"))
    return made


@router.post("/pictures", status_code=201)
async def add_picture(file: UploadFile, tx: Annotated[RequestWrite, writes("household.write")]) -> HomeRead:
    """Register a home whose number is the length of a file."""
    number = f"{len(await file.read()):04}"
    made = HomeCreate(number=number, region_key=str(tx.caller.region_key))
    return await tx.once(lambda: _create(tx, made), again=lambda ref: _read(tx, ref))


@router.post("/forbidden-inside")
async def forbid_inside(tx: Annotated[RequestWrite, writes("household.write")]) -> HomeRead:
    """Refuse after some work."""
    await _create(tx, HomeCreate(number="7777", region_key=str(tx.caller.region_key)))
    raise Forbidden("home.bless")


class Told(Problem):
    """Something that is told as long as no home has its number yet."""

    journal_as = "home.told"
    is_counted = True

    def __init__(self) -> None:
        super().__init__(409, "told", ("有", "Yes"))

    async def count(self, tx: WriteTx) -> Problem:
        """Once; then something else is answered, and past that the count itself fails."""
        told = await tx.value(select(func.count()).select_from(home))
        if told > 1:
            raise RuntimeError
        number, region = f"900{told}", str(tx.scope.region_key)
        await tx.run(insert(home).values(id=uuid7(), region_key=region, number=number, phone="13800000000"))
        return Problem(429, "told-enough", ("够了", "Enough")) if told else self


@router.post("/tell")
async def tell(tx: Annotated[RequestWrite, writes("household.write")]) -> HomeRead:
    """Refuse with something that is counted."""
    raise Told


@router.get("/{home_id}")
async def read_home(home_id: UUID, tx: Annotated[RequestRead, reads("household.read")]) -> HomeRead:
    """One home."""
    return await _read(tx, home_id)


@router.patch("/{home_id}")
async def update_home(
    home_id: UUID, body: HomeUpdate, tx: Annotated[RequestWrite, revises("household.write")]
) -> HomeRead:
    """Change its phone."""
    row = await tx.first(_ONE, id=home_id)
    if row is None:
        raise HomeNotFound
    tx.require_match(row["j"])
    await tx.run(update(home).where(home.c.id == home_id).values(phone=body.phone))
    return await _read(tx, home_id)


@router.post("/{home_id}/close")
async def close_home(home_id: UUID, tx: Annotated[RequestWrite, revises("household.write")]) -> HomeRead:
    """Take its phone away."""

    async def close() -> HomeRead:
        return await update_home(home_id, HomeUpdate(phone=""), tx)

    return await tx.once(close, again=lambda ref: _read(tx, ref))


class Who(Model):
    name: str


open_router = Router(tags=["open"])


@open_router.get("/ping")
async def ping(visit: Annotated[Visitor, anyone]) -> Who:
    """Anybody may."""
    return Who(name=visit.language)


@open_router.post("/knocks")
async def knock(tx: Annotated[PublicWrite, anyone_writes("door.knock")]) -> Who:
    """Anybody may write this."""
    return Who(name=str(tx.scope.region_key))


@open_router.get("/who")
async def who(visit: Annotated[SignedVisitor, asks("region.read")]) -> Who:
    """Who is signed in."""
    return Who(name=visit.caller.name)


@open_router.get("/fault")
async def fail(visit: Annotated[Visitor, anyone]) -> Who:
    """A fault whose text holds a protected value."""
    raise RuntimeError("1101" + "01199003070134")


def create(settings: Settings, peers: Peers) -> FastAPI:
    """The example's app."""
    return create_app(SERVICE, "Example", [router, open_router], lambda: Runtime.opened(settings, peers))
