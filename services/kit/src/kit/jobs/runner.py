"""Runs the queued jobs of one service: pgqueuer hands them out, the `job` table keeps how they stand."""

import logging
from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

import asyncpg
import orjson
from pgqueuer import AsyncpgDriver, QueueManager, RetryRequested
from pgqueuer import Job as QueuedJob
from pgqueuer.adapters.persistence.qb import (
    QueryBuilderEnvironment,
    QueryQueueBuilder,
    QuerySchedulerBuilder,
)
from pgqueuer.adapters.persistence.queries import Queries

from kit import failures
from kit.db import Database, Scope
from kit.ddl.system import queue_settings
from kit.jobs.job import Handler, Job, JobCancelled, JobFailed

log = logging.getLogger(__name__)

# A live worker says so at half this interval; after it, a silent one's jobs are taken over.
_HEARTBEAT: Final = timedelta(seconds=10)
_POLL: Final = timedelta(seconds=5)
_MOST_ATTEMPTS: Final = 8
_LOCK: Final = 0x6B69_7402

_START: Final = """
update job set
  state = case when state = 'cancelling' then 'cancelled' else 'running' end,
  attempts = attempts + 1,
  started_at = coalesce(started_at, clock_timestamp()),
  finished_at = case when state = 'cancelling' then clock_timestamp() end
where id = $1 and round = $2 and state in ('queued', 'running', 'cancelling') returning *
"""
_FINISH: Final = """
update job set state = $2, result = $3::jsonb, error = $4, finished_at = clock_timestamp() where id = $1
"""
# What a killed worker held: its rows look fresh for a while, and with no rival there is nothing to wait for.
_RECLAIM: Final = "update queue.pgqueuer set heartbeat = 'epoch' where status = 'picked'"
# A job without a queue row (its worker was ended while it ran) would wait for ever.
_ORPHANS: Final = """
select name, id || '.' || round as ticket from job j
where state in ('queued', 'running', 'cancelling')
  and not exists (select from queue.pgqueuer q where q.dedupe_key = j.id || '.' || j.round)
"""


class JobRunner:
    """The job queue of one service, in the worker process."""

    def __init__(
        self, worker_dsn: str, db: Database, handlers: Mapping[str, Handler], context: Any = None
    ) -> None:
        self._dsn = worker_dsn
        self._db = db
        self._handlers = handlers
        self._context = context

    async def run(self) -> None:
        """Run jobs until cancelled. Those under way are then taken up again at the next start."""
        conn = await asyncpg.connect(self._dsn, server_settings={"application_name": "bangfu-jobs"})
        try:
            queries = _queries(conn)
            if await conn.fetchval("select pg_try_advisory_lock($1)", _LOCK):
                await self._recover(conn, queries)
            manager = QueueManager(queries)
            for name, handler in self._handlers.items():
                self._register(manager, conn, name, handler)
            await manager.run(
                dequeue_timeout=_POLL, batch_size=1, max_concurrent_tasks=2, heartbeat_timeout=_HEARTBEAT
            )
        finally:
            await conn.close(timeout=5)

    def _register(self, manager: QueueManager, conn: asyncpg.Connection, name: str, handler: Handler) -> None:
        driver = manager.queries.driver

        @manager.entrypoint(name)
        async def run_one(queued: QueuedJob) -> None:
            assert queued.payload is not None, "enqueue_job always names the job"
            job_id, _, turn = queued.payload.decode().partition(".")
            await self._run_one(driver, UUID(job_id), int(turn), handler)

    async def _recover(self, conn: asyncpg.Connection, queries: Queries) -> None:
        await conn.execute(_RECLAIM)
        for row in await conn.fetch(_ORPHANS):
            ticket: str = row["ticket"]
            await queries.enqueue(row["name"], ticket.encode(), dedupe_key=ticket, on_conflict="skip")

    async def _run_one(self, driver: Any, job_id: UUID, turn: int, handler: Handler) -> None:
        rows = await driver.fetch(_START, job_id, turn)
        if not rows or rows[0]["state"] == "cancelled":
            return
        row = rows[0]
        try:
            result = await handler(self._job(row))
        except JobCancelled:
            await self._finish(driver, job_id, "cancelled")
        except JobFailed as failure:
            await self._finish(driver, job_id, "failed", error=failure.slug)
        except (OSError, asyncpg.PostgresConnectionError, asyncpg.InterfaceError, *_AGAIN) as error:
            if row["attempts"] >= _MOST_ATTEMPTS:
                await self._finish(driver, job_id, "failed", error="unavailable")
                return
            log.warning("job %s %s is tried again after %s", row["name"], job_id, type(error).__name__)
            raise RetryRequested(delay=timedelta(seconds=min(30, 2 ** row["attempts"]))) from None
        except Exception as error:
            log.error("job %s %s failed: %s", row["name"], job_id, failures.describe(error))
            await self._finish(driver, job_id, "failed", error="internal")
        else:
            await self._finish(driver, job_id, "done", result=result)

    async def _finish(
        self,
        driver: Any,
        job_id: UUID,
        state: str,
        *,
        result: dict[str, Any] | None = None,
        error: str | None = None,
    ) -> None:
        stored = None if result is None else orjson.dumps(result, default=str).decode()
        await driver.execute(_FINISH, job_id, state, stored, error)

    def _job(self, row: Mapping[str, Any]) -> Job:
        up = tuple(key for key in row["up"].split(",") if key)
        scope = Scope(
            row["lo"], row["hi"], up, row["person_id"], row["post_id"], row["role"], row["department"],
            row["region_key"] or None,
        )  # fmt: skip
        return Job(
            id=row["id"],
            name=row["name"],
            key=row["key"],
            payload=orjson.loads(row["payload"]),
            scope=scope,
            done=row["done"],
            total=row["total"],
            db=self._db,
            context=self._context,
            actor_name=row["actor_name"],
        )


_AGAIN: Final = (
    asyncpg.SerializationError,
    asyncpg.DeadlockDetectedError,
    asyncpg.LockNotAvailableError,
    asyncpg.QueryCanceledError,
    asyncpg.OperatorInterventionError,
)


def _queries(conn: asyncpg.Connection) -> Queries:
    settings = queue_settings()
    return Queries(
        AsyncpgDriver(conn),
        qbe=QueryBuilderEnvironment(settings=settings),
        qbq=QueryQueueBuilder(settings=settings),
        qbs=QuerySchedulerBuilder(settings=settings),
    )
