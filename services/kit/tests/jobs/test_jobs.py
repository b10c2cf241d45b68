"""Jobs commit with their request, resume after a kill, stop when asked."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any
from uuid import UUID

import asyncpg
import pytest
from sqlalchemy import insert, text

from kit import jobs
from kit.db import Database, Scope
from kit.ids import uuid7
from kit.jobs import Job, JobFailed
from kit.jobs.runner import JobRunner
from services.kit.tests.example import note
from services.kit.tests.example_rows import COUNTY, SIBLING_COUNTY, WHOLE, entry
from tests.plugins.cluster import FreshDatabase

STEPS = 12
HERE = Path(__file__).resolve()
ROOT = HERE.parents[4]

# A worker process that can be killed.
WORKER = """
import asyncio, sys
from kit.db import Database
from kit.jobs.runner import JobRunner
from services.kit.tests.jobs.test_jobs import write_notes
async def main(dsn):
    db = await Database.open(dsn)
    await JobRunner(dsn, db, {"notes": write_notes}).run()
asyncio.run(main(sys.argv[1]))
"""


async def write_notes(job: Job) -> dict[str, Any]:
    """One note a step; each step is a transaction with its checkpoint."""
    for number in range(job.done, STEPS):
        async with job.write("note.create") as tx:
            await tx.run(insert(note).values(id=uuid7(), region_key=COUNTY, text=str(number)))
            await job.checkpoint(tx, number + 1, STEPS)
        await asyncio.sleep(job.payload.get("pause", 0))
    return {"notes": STEPS}


@asynccontextmanager
async def working(dsns: FreshDatabase, **handlers: jobs.Handler) -> AsyncIterator[None]:
    db = await Database.open(dsns.worker)
    task = asyncio.create_task(JobRunner(dsns.worker, db, handlers).run())
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        await db.close()


async def queue(db: Database, name: str = "notes", key: str = "k", **payload: Any) -> UUID:
    async with db.write(Scope.of_region(COUNTY), entry("job.queue")) as tx:
        return await tx.enqueue(name, payload, key)


async def status(db: Database, job_id: UUID, scope: Scope = WHOLE) -> jobs.JobStatus | None:
    async with db.read(scope) as tx:
        return await jobs.find(tx, job_id)


async def until(db: Database, job_id: UUID, wanted: Callable[[jobs.JobStatus], bool]) -> jobs.JobStatus:
    async with asyncio.timeout(20):
        while True:
            found = await status(db, job_id)
            assert found is not None
            if wanted(found):
                return found
            await asyncio.sleep(0.02)


def ended(found: jobs.JobStatus) -> bool:
    return found.finished_at is not None


async def notes(db: Database) -> list[str]:
    async with db.read(WHOLE) as tx:
        return [row["text"] for row in await tx.all(text("select text from note order by text::int"))]


async def test_job_runs_with_progress_and_result(db: Database, dsns: FreshDatabase) -> None:
    job_id = await queue(db)
    async with working(dsns, notes=write_notes):
        found = await until(db, job_id, ended)
    assert (found.state, found.done, found.total, found.result) == ("done", STEPS, STEPS, {"notes": STEPS})
    assert await notes(db) == [str(number) for number in range(STEPS)]


async def test_rolled_back_request_queues_nothing(db: Database, dsns: FreshDatabase) -> None:
    with suppress(LookupError):
        async with db.write(WHOLE, entry("job.queue")) as tx:
            await tx.enqueue("notes", {}, "k")
            raise LookupError
    admin = await asyncpg.connect(dsns.admin)
    assert (
        await admin.fetchval("select (select count(*) from job) + (select count(*) from queue.pgqueuer)") == 0
    )
    await admin.close()


async def test_same_key_is_one_job(db: Database, dsns: FreshDatabase) -> None:
    first = await queue(db)
    assert await queue(db) == first
    async with working(dsns, notes=write_notes):
        await until(db, first, ended)
    assert await queue(db) == first
    assert len(await notes(db)) == STEPS


async def test_job_is_seen_in_its_region_alone(db: Database) -> None:
    job_id = await queue(db)
    assert await status(db, job_id, Scope.of_region(COUNTY)) is not None
    assert await status(db, job_id, Scope.of_region(SIBLING_COUNTY)) is None
    async with db.write(Scope.of_region(SIBLING_COUNTY), entry("job.cancel")) as tx:
        assert not await jobs.cancel(tx, job_id)


async def test_job_writes_within_the_scope_of_who_queued_it(db: Database, dsns: FreshDatabase) -> None:
    async def overreach(job: Job) -> None:
        async with job.write("note.create") as tx:
            await tx.run(insert(note).values(id=uuid7(), region_key=SIBLING_COUNTY, text="1"))

    job_id = await queue(db, "overreach")
    async with working(dsns, overreach=overreach):
        found = await until(db, job_id, ended)
    assert (found.state, found.error) == ("failed", "internal")
    assert await notes(db) == []


async def test_cancelled_job_stops_at_its_next_checkpoint(db: Database, dsns: FreshDatabase) -> None:
    job_id = await queue(db, pause=0.1)
    async with working(dsns, notes=write_notes):
        await until(db, job_id, lambda found: found.done >= 2)
        async with db.write(Scope.of_region(COUNTY), entry("job.cancel")) as tx:
            assert await jobs.cancel(tx, job_id)
        found = await until(db, job_id, ended)
    assert found.state == "cancelled"
    assert len(await notes(db)) == found.done < STEPS


async def test_failure_is_a_slug_and_the_job_can_be_queued_again(db: Database, dsns: FreshDatabase) -> None:
    tries: list[int] = []

    async def fail_once(job: Job) -> None:
        tries.append(1)
        if len(tries) == 1:
            raise JobFailed("file-unreadable")

    job_id = await queue(db, "fail")
    async with working(dsns, fail=fail_once):
        found = await until(db, job_id, ended)
        assert (found.state, found.error) == ("failed", "file-unreadable")
        assert await queue(db, "fail") == job_id
        found = await until(db, job_id, lambda status: status.state == "done")
    assert found.error is None


async def test_message_of_an_unexpected_failure_is_kept_nowhere(
    db: Database, dsns: FreshDatabase, caplog: pytest.LogCaptureFixture
) -> None:
    secret = "13109919900101" + "1234"

    async def leak(job: Job) -> None:
        raise ValueError(secret)

    job_id = await queue(db, "leak")
    async with working(dsns, leak=leak):
        await until(db, job_id, ended)
    assert secret not in caplog.text
    admin = await asyncpg.connect(dsns.admin)
    for table in ("job", "queue.pgqueuer", "queue.pgqueuer_log"):
        for row in await admin.fetch(f"select t::text from {table} t"):
            assert secret not in row[0]
    await admin.close()


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
async def test_killed_job_resumes_where_its_last_checkpoint_stood(
    db: Database, dsns: FreshDatabase, number: signal.Signals
) -> None:
    job_id = await queue(db, pause=0.05)
    command = [sys.executable, "-c", WORKER, dsns.worker]
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)})  # noqa: ASYNC220
    try:
        await until(db, job_id, lambda found: found.done >= 3)
    finally:
        process.send_signal(number)
        process.wait()
    before = await status(db, job_id)
    assert before is not None
    assert before.done < STEPS
    async with working(dsns, notes=write_notes):
        found = await until(db, job_id, ended)
    assert found.state == "done"
    assert await notes(db) == [str(number) for number in range(STEPS)]


async def test_worker_that_is_cancelled_leaves_its_job_to_the_next(db: Database, dsns: FreshDatabase) -> None:
    job_id = await queue(db, pause=0.05)
    async with working(dsns, notes=write_notes):
        await until(db, job_id, lambda found: found.done >= 2)
    async with working(dsns, notes=write_notes):
        await until(db, job_id, ended)
    assert await notes(db) == [str(number) for number in range(STEPS)]
