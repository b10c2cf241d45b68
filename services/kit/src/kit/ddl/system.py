"""The kit's own tables and named functions in a service's database."""

from pgqueuer.adapters.persistence.qb import QueryBuilderEnvironment, QueryQueueBuilder
from pgqueuer.domain.settings import DBSettings

from kit import system
from kit.ddl.create import create
from kit.ddl.functions import definer
from kit.ddl.roles import Roles
from kit.ddl.security import policy, secure
from kit.ddl.versions import STAMP, versioned

QUEUE_SCHEMA = "queue"


def queue_settings() -> DBSettings:
    """Where pgqueuer keeps its tables: a schema of its own."""
    return DBSettings(db_schema=QUEUE_SCHEMA)


def kit_tables(service: str) -> list[str]:
    """SQL for a new database: journal, outbox, idempotency, jobs, parameters, regions, counting, queue."""
    roles = Roles(service)
    return [
        *_schema(roles),
        "create sequence journal_id",
        f"grant usage on sequence journal_id to {roles.app}, {roles.worker}",
        STAMP,
        *(statement for table in system.TABLES for statement in create(table)),
        *(statement for table in system.TABLES for statement in secure(table, service)),
        *versioned(system.parameter, service),
        *_appended(roles),
        *_scope(roles),
        *_idempotency(roles),
        *_feed(roles),
        *_queue(roles),
        *_jobs(roles),
        *_known(roles),
    ]


def _schema(roles: Roles) -> list[str]:
    users = ", ".join((roles.app, roles.worker, *roles.narrow))
    return [
        f"grant usage on schema public to {users}",
        "alter default privileges revoke execute on functions from public",
    ]


def _appended(roles: Roles) -> list[str]:
    """Journal, outbox and notice: the application adds the rows of its own transaction, and reads none."""
    users = f"{roles.app}, {roles.worker}"
    statements: list[str] = []
    for table, column in ((system.journal, "id"), (system.outbox, "journal_id"),
                          (system.journal_pending, "journal_id")):  # fmt: skip
        own = f"{column} = current_setting('app.journal', true)::bigint"
        statements += [
            f"alter table {table.name} enable row level security",
            f"alter table {table.name} force row level security",
            *policy(table, "own_entry", "insert", users, check=own),
            *policy(table, "reads", "select", f"{roles.internal}, {roles.worker}", using="true"),
            f"grant insert on {table.name} to {users}",
            f"revoke update, delete on {table.name} from {users}, {roles.internal}",
        ]
    pending = system.journal_pending
    return [
        *statements,
        *policy(pending, "takes", "delete", roles.worker, using="true"),
        f"grant delete on {pending.name} to {roles.worker}",
        f"revoke update, delete on journal_position from {roles.worker}, {roles.internal}",
        f"revoke insert, update, delete on counted, touched from {roles.worker}, {roles.internal}",
    ]


def _scope(roles: Roles) -> list[str]:
    settings = ("lo", "hi", "up", "person", "post", "role", "department", "day", "journal")
    left = " || ".join(f"coalesce(current_setting('app.{name}', true), '')" for name in settings)
    return [
        f"create function scope_is_left() returns boolean language sql stable return {left} <> ''",
        """create function require_no_scope() returns void language plpgsql stable as $function$
        begin
          if scope_is_left() then raise exception 'a scope is left' using errcode = 'BF001'; end if;
        end $function$""",
        f"grant execute on function scope_is_left(), require_no_scope() to {roles.app}, {roles.worker}",
    ]


def _idempotency(roles: Roles) -> list[str]:
    caller = (
        "coalesce(current_setting('app.person', true), '') || ' ' || "
        "coalesce(current_setting('app.post', true), '')"
    )
    users = (roles.app, roles.worker)
    return [
        *definer(
            "idempotency_claim", "an_operation text, a_key text, a_body bytea", "boolean", f"""
            with claimed as (
              insert into idempotency (caller, operation, key, body)
              values ({caller}, an_operation, a_key, a_body)
              on conflict do nothing returning 1
            ) select exists (select from claimed)""",
            # Another transaction may hold the key: wait for its end, but not for long.
            owner=roles.internal, callers=users, attributes="set lock_timeout = '2s'",
        ),
        *definer(
            "idempotency_answer", "an_operation text, a_key text",
            "table (body bytea, status smallint, reference uuid)", f"""
            select i.body, i.status, i.reference from idempotency i
            where i.caller = {caller} and i.operation = an_operation and i.key = a_key""",
            owner=roles.internal, callers=users, attributes="stable",
        ),
        *definer(
            "idempotency_complete", "an_operation text, a_key text, a_status integer, a_reference uuid",
            "void", f"""
            update idempotency set status = a_status, reference = a_reference
            where caller = {caller} and operation = an_operation and key = a_key""",
            owner=roles.internal, callers=users,
        ),
    ]  # fmt: skip


def _feed(roles: Roles) -> list[str]:
    users = (roles.app, roles.worker)
    return [
        *definer(
            "feed_head", "", "bigint",
            "select coalesce((select max(position) from journal_position), 0)",
            owner=roles.internal, callers=users, attributes="stable",
        ),
        # Where a transaction that commits now will stand at the latest, but for those that overtake it.
        *definer(
            "feed_ahead", "", "bigint", """
            select coalesce((select max(position) from journal_position), 0) + 1
                   + (select count(*) from (select from journal_pending limit 1000) waiting)""",
            owner=roles.internal, callers=users, attributes="stable",
        ),
        *definer(
            "feed_page", "after_position bigint, after_n integer, upto bigint, most integer",
            "table (place bigint, n integer, type text, version integer, subject uuid, region_key text, "
            "data jsonb, at timestamptz, day date)", """
            select p.position, o.n, o.type, o.version, o.subject, o.region_key, o.data, p.at, p.day
            from journal_position p join outbox o on o.journal_id = p.journal_id
            where p.position >= after_position and p.position <= upto
              and (p.position, o.n) > (after_position, after_n)
              and o.region_key collate "C" >= current_setting('app.lo', true)
              and o.region_key collate "C" < current_setting('app.hi', true)
            order by p.position, o.n limit most""",
            owner=roles.internal, callers=users, attributes="stable",
        ),
        *definer(
            "feed_standing", "a_source text", "bigint",
            "select position from feed_cursor where source = a_source and snapshot_run is null",
            owner=roles.internal, callers=users, attributes="stable",
        ),
    ]  # fmt: skip


def _queue(roles: Roles) -> list[str]:
    install = QueryBuilderEnvironment(settings=queue_settings()).build_install_query()
    users = f"{roles.worker}, {roles.internal}"
    return [
        # One statement for the many of pgqueuer: a prepared statement takes no more.
        f"do $install$ begin {install} end $install$",
        f"grant usage on schema {QUEUE_SCHEMA} to {users}",
        f"grant select, insert, update, delete, truncate on all tables in schema {QUEUE_SCHEMA} to {users}",
        f"grant usage, select on all sequences in schema {QUEUE_SCHEMA} to {users}",
        f"grant execute on all functions in schema {QUEUE_SCHEMA} to {users}",
    ]


def _jobs(roles: Roles) -> list[str]:
    enqueue = QueryQueueBuilder(settings=queue_settings()).build_enqueue_query("skip")
    setting = "nullif(current_setting('app.{}', true), '')"
    person, post, department = (setting.format(name) for name in ("person", "post", "department"))
    users = (roles.app, roles.worker)
    visible = (
        "region_key collate \"C\" >= current_setting('app.lo', true) "
        "and region_key collate \"C\" < current_setting('app.hi', true)"
    )
    return [
        *definer(
            "enqueue_job", "new_id uuid, a_name text, a_key text, a_payload jsonb, an_actor text",
            "uuid", f"""
            declare
              queued job;
              ticket text;
            begin
              insert into job as j (id, name, key, payload, lo, hi, up, person_id, post_id, role, department,
                                    region_key, actor_name)
              values (new_id, a_name, a_key, a_payload, current_setting('app.lo'), current_setting('app.hi'),
                      current_setting('app.up'), {person}::uuid, {post}::uuid, current_setting('app.role'),
                      {department}, current_setting('app.lo'), an_actor)
              on conflict (name, key) do update
                set state = 'queued', round = j.round + 1, error = null, attempts = 0,
                    queued_at = clock_timestamp(), finished_at = null
                where j.state in ('failed', 'cancelled')
              returning * into queued;
              if queued.id is null then
                return (select id from job where name = a_name and key = a_key);
              end if;
              ticket := queued.id || '.' || queued.round;
              execute $enqueue${enqueue}$enqueue$
                using array[0], array[a_name], array[convert_to(ticket, 'UTF8')],
                      array[interval '0'], array[ticket], array[null::jsonb];
              return queued.id;
            end """,
            owner=roles.internal, callers=users, language="plpgsql",
        ),
        *definer(
            "job_in_scope", "an_id uuid",
            "table (id uuid, name text, state text, done bigint, total bigint, result jsonb, error text, "
            "queued_at timestamptz, started_at timestamptz, finished_at timestamptz)", f"""
            select j.id, j.name, j.state, j.done, j.total, j.result, j.error,
                   j.queued_at, j.started_at, j.finished_at
            from job j where j.id = an_id and {visible}""",
            owner=roles.internal, callers=users, attributes="stable",
        ),
        *definer(
            "cancel_job", "an_id uuid", "boolean", f"""
            with asked as (
              update job set state = 'cancelling'
              where id = an_id and state in ('queued', 'running') and {visible} returning 1
            ) select exists (select from asked)""",
            owner=roles.internal, callers=users,
        ),
    ]  # fmt: skip


def _known(roles: Roles) -> list[str]:
    """From a day or a position to the journal ids that were on record then (COUNTED.md, Traps)."""
    return definer(
        "known_at", "upto bigint, on_day date", "table (place bigint, high bigint, late bigint[])", """
        with here as (
          select position, high from journal_position
          where position = coalesce(
            upto, (select position from journal_position where day <= on_day
                   order by day desc, position desc limit 1))
        )
        select position, high,
               array(select journal_id from journal_position late
                     where late.position > here.position and late.journal_id < late.high
                       and late.journal_id < here.high)
        from here""",
        owner=roles.internal, callers=(roles.app, roles.worker), attributes="stable",
    )  # fmt: skip
