"""The bare thing that the platform is measured against: asyncpg in a FastAPI app, hand-written SQL.

The same rows by a superuser's connection, so without policies; no token, no journal, no figures, no card.
"""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from decimal import Decimal
from typing import Any
from uuid import UUID

import asyncpg
import orjson
from fastapi import FastAPI, Request, Response

_CONNECTIONS = 10  # as many as the registry has

_ROW = """
select p.household_id as id, p.official_no, p.region_key, v.short as village, t.short as township,
       p.group_name, p.standing, p.category, p.poverty_status, p.primary_cause, p.other_causes, p.head_name,
       p.head_gender, 2026 - p.head_birth_year as head_age,
       repeat('*', 16) || p.head_id_last2 as id_number_masked, p.phone_masked, p.persons, p.disabled_persons,
       p.labour_persons, p.no_labour_persons, p.assured_persons, p.income_year, p.net_per_capita, p.origin,
       p.created_on, p.voided
from page p
left join region_name v on v.region_key = p.region_key and v.valid_to is null
left join region_name t on t.region_key = left(p.region_key, 9) and t.valid_to is null
"""
_PAGE = f"""
with page as (
  select * from household_card where region_key >= $1 and region_key < $1 || ':'
  order by region_key, official_no limit 20
) {_ROW} order by p.region_key, p.official_no
"""
_NAME = f"""
with page as (
  select * from household_card
  where grams @> array[$1 || $2] and exists (select from unnest(names) name where position($2 in name) > 0)
  order by sort_name, official_no limit 20
) {_ROW} order by p.sort_name, p.official_no
"""
_CREATE = """
with made as (
  insert into bare.household (id, region_key, official_no, group_name, origin, created_on, j)
  values ($1, $2, left($2, 6) || lpad(nextval('bare.number')::text, 8, '0'), $3, 'entry', current_date, 0)
  returning id, region_key
)
insert into bare.member (household_id, id, region_key, valid_from, person_id, name, pinyin, gender, id_type,
                         id_number_sealed, id_number_hash, id_last2, birth_date_sealed, birth_year,
                         birth_month, relation, ethnicity, j)
select made.id, gen_random_uuid(), made.region_key, current_date, gen_random_uuid(), m.name, m.name, m.gender,
       '1', m.id_number::bytea, m.id_number::bytea, right(m.id_number, 2), m.birth_date::bytea,
       left(m.birth_date, 4)::smallint, substr(m.birth_date, 6, 2)::smallint, m.relation, m.ethnicity, 0
from made, jsonb_to_recordset($4::jsonb)
  as m (name text, gender text, id_number text, birth_date text, relation text, ethnicity text)
"""


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    async with asyncpg.create_pool(os.environ["BENCH_DSN"], min_size=0, max_size=_CONNECTIONS) as pool:
        app.state.pool = pool
        yield


def create() -> FastAPI:
    """The app; BENCH_DSN names the registry's database."""
    app = FastAPI(lifespan=_lifespan)

    @app.get("/health")
    async def health() -> Response:
        return Response()

    @app.get("/page")
    async def page(request: Request, region: str) -> Response:
        return _rows(await request.app.state.pool.fetch(_PAGE, region))

    @app.get("/name")
    async def name(request: Request, county: str, q: str) -> Response:
        return _rows(await request.app.state.pool.fetch(_NAME, county, q))

    @app.post("/household")
    async def household(request: Request) -> Response:
        body = orjson.loads(await request.body())
        household_id = UUID(bytes=os.urandom(16))
        members = orjson.dumps(body["members"]).decode()
        await request.app.state.pool.execute(
            _CREATE, household_id, body["region_key"], body["group_name"], members
        )
        return _json({"id": household_id})

    return app


def _rows(rows: list[asyncpg.Record]) -> Response:
    return _json({"items": [dict(row) for row in rows]})


def _json(content: Any) -> Response:
    return Response(orjson.dumps(content, default=_plain), media_type="application/json")


def _plain(value: Any) -> str:
    if isinstance(value, Decimal | UUID):
        return str(value)
    raise TypeError(type(value).__name__)
