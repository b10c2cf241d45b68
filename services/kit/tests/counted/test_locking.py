"""Two writers of one household: whoever counts second sees what the first committed."""

import asyncio
from datetime import date

import asyncpg

from kit.counted.recount import recount
from kit.db import Database
from services.kit.tests.example_rows import VILLAGE, WHOLE, Home, add_home, add_person, entry
from tests.plugins.cluster import FreshDatabase

# Fires after the flush, its name being later: between counting and commit there is time to meet.
SLOW_COMMIT = """
create function slow() returns trigger language plpgsql as
  $$ begin perform pg_sleep(0.2); return null; end $$;
create constraint trigger zz_slow after insert on journal deferrable initially deferred
  for each row execute function slow()
"""


async def test_second_writer_counts_what_the_first_committed(db: Database, dsns: FreshDatabase) -> None:
    async with db.write(WHOLE, entry()) as tx:
        home = await add_home(tx, VILLAGE, persons=1, able=False)
    admin = await asyncpg.connect(dsns.admin)
    await admin.execute(SLOW_COMMIT)
    await admin.close()

    async def add(home: Home, pause: float, since: date, until: date) -> None:
        await asyncio.sleep(pause)
        async with db.write(WHOLE, entry("person.create")) as tx:
            await add_person(tx, home, since=since, valid_to=until, able=True)

    await asyncio.gather(
        add(home, 0, date(2018, 2, 1), date(2018, 3, 1)),
        add(home, 0.05, date(2018, 3, 1), date(2018, 4, 1)),
    )
    worker = await Database.open(dsns.worker)
    assert await recount(worker) == []
    await worker.close()
