"""The declared tables against the catalogue; roles and routes against the plan of the paths."""

from gateway import roles, routes
from gateway.accounts import models as accounts
from gateway.metadata import metadata
from gateway.posts import models as posts
from gateway.sessions import models as sessions
from gateway.tests.conftest import Installation
from gateway.tokens import models as tokens
from kit import system
from kit.tables import Class, Kind, class_of, kind_of

_DECLARED = (accounts, posts, sessions, tokens)


def test_every_table_is_internal_and_every_column_classified() -> None:
    assert len(_DECLARED) == 4
    for table in metadata.tables.values():
        assert kind_of(table) is Kind.INTERNAL
        assert all(class_of(column) for column in table.columns)


def test_secrets_are_declared_protected() -> None:
    protected = {
        f"{table.name}.{column.name}"
        for table in metadata.tables.values()
        for column in table.columns
        if class_of(column) is Class.PROTECTED
    }
    assert protected == {
        "account.password_hash",
        "account_identity.hash",
        "browser_session.hash",
        "session_seen.hash",
    }


async def test_catalogue_has_the_declared_tables_and_columns(installation: Installation) -> None:
    rows = await installation.rows(
        "select table_name, column_name, is_nullable = 'YES' as nullable from information_schema.columns "
        "where table_schema = 'public'"
    )
    found = {(row["table_name"], row["column_name"], row["nullable"]) for row in rows}
    declared = {
        (table.name, column.name, bool(column.nullable))
        for table in (*metadata.tables.values(), *system.TABLES)
        for column in table.columns
    }
    versions = {line for line in found if line[0].endswith("_version")}
    assert found - versions - {("alembic_version", "version_num", False)} == declared


async def test_app_has_no_right_on_any_internal_table(installation: Installation) -> None:
    rows = await installation.rows(
        "select table_name, privilege_type from information_schema.role_table_grants "
        "where grantee = 'gateway_app'"
    )
    names = set(metadata.tables)
    assert not [row for row in rows if row["table_name"] in names]


async def test_functions_fix_their_search_path_and_are_not_public(installation: Installation) -> None:
    rows = await installation.rows(
        "select proname, proconfig, has_function_privilege('public', p.oid, 'execute') as public "
        "from pg_proc p join pg_roles r on r.oid = proowner "
        "where rolname = 'gateway_internal' and prosecdef"
    )
    assert len(rows) > 25
    for row in rows:
        assert "search_path=public, pg_temp" in (row["proconfig"] or []), row["proname"]
        assert not row["public"], row["proname"]


def test_administrators_roles_share_nothing_but_the_regions() -> None:
    three = [roles.ROLES[key].permissions for key in ("system-admin", "security-admin", "audit-admin")]
    assert three[0] & three[1] == three[1] & three[2] == three[0] & three[2] == {"region.read"}


def test_posts_stand_at_the_level_of_their_role() -> None:
    assert roles.fits("county-officer", "131002")
    assert not roles.fits("county-officer", "1310")
    assert not roles.fits("king", "1310")


def test_route_table() -> None:
    assert routes.service_of("/api/registry/v1/households") == "registry"
    assert routes.service_of("/api/registryx/v1") is None
    assert routes.service_of("/api/openapi.json") is None
    assert routes.service_of("/households") is None
