"""The worker process keeps its parts going."""

import asyncio
from contextlib import suppress

import asyncpg
from sqlalchemy import text

from kit import jobs
from kit.db import Database
from kit.jobs import Job
from kit.worker import ServiceWorker
from services.kit.tests.example import SERVICE
from services.kit.tests.example_rows import CITY, WHOLE, entry, new_home
from tests.plugins.cluster import FreshDatabase


async def head(db: Database, wanted: int) -> None:
    """Wait until so much is positioned."""
    async with asyncio.timeout(20):
        while True:
            async with db.read(WHOLE) as tx:
                if await tx.value(text("select feed_head()")) >= wanted:
                    return
            await asyncio.sleep(0.05)


async def test_parts_begin_again_after_their_connections_were_cut(db: Database, dsns: FreshDatabase) -> None:
    async def nothing(job: Job) -> None:
        return None

    worker = ServiceWorker(service=SERVICE, worker_dsn=dsns.worker, region=CITY, jobs={"nothing": nothing})
    running = asyncio.create_task(worker.run())
    try:
        await new_home(db)
        await head(db, 1)
        admin = await asyncpg.connect(dsns.admin)
        await admin.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity "
            "where usename = 'example_worker' and datname = current_database()"
        )
        await admin.close()
        await new_home(db)
        await head(db, 2)
        async with db.write(WHOLE, entry("job.queue")) as tx:
            job_id = await tx.enqueue("nothing", {}, "k")
        async with asyncio.timeout(20):
            while True:
                async with db.read(WHOLE) as read:
                    found = await jobs.find(read, job_id)
                if found is not None and found.state == "done":
                    break
                await asyncio.sleep(0.05)
    finally:
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running


async def test_faulty_part_does_not_end_the_others(db: Database, dsns: FreshDatabase) -> None:
    async def broken(job: Job) -> None:
        raise KeyError("x")

    worker = ServiceWorker(service=SERVICE, worker_dsn=dsns.worker, region=CITY, jobs={"broken": broken})
    running = asyncio.create_task(worker.run())
    try:
        async with db.write(WHOLE, entry("job.queue")) as tx:
            await tx.enqueue("broken", {}, "k")
        await new_home(db)
        await head(db, 2)
        assert not running.done()
    finally:
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running
