"""The tables that each service's database has for the kit."""


def kit_tables(service: str) -> list[str]:
    """SQL for journal, outbox, idempotency, jobs, parameters, regions and the job queue."""
    raise NotImplementedError(service)
