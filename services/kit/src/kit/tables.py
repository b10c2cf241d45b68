"""How tables are declared: each with its kind, each column with its class (DESIGN §3).

Tables are SQLAlchemy Core tables on the one metadata of their service. From the declaration follow the
row policies, grants and versions (`kit.ddl`), the masks and the searches of the privacy tests.
"""

from collections.abc import Sequence
from enum import Enum
from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKeyConstraint,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.schema import SchemaItem
from sqlalchemy.sql.elements import quoted_name

NAMING: Final = {
    "ix": "%(table_name)s_%(column_0_N_name)s_ix",
    "uq": "%(table_name)s_%(column_0_N_name)s_key",
    "ck": "%(table_name)s_%(constraint_name)s_check",
    "fk": "%(table_name)s_%(column_0_N_name)s_fkey",
    "pk": "%(table_name)s_pkey",
}


class Kind(Enum):
    """The five kinds of table; each has its own row policies and grants."""

    HOUSEHOLD = "household"
    ADDRESSED = "addressed"
    CLAIM = "claim"
    REFERENCE = "reference"
    INTERNAL = "internal"


class Class(Enum):
    """How far a column may be shown. PROTECTED is stored encrypted or as a keyed hash, never in clear."""

    PUBLIC = "public"
    PERSONAL = "personal"
    PROTECTED = "protected"


def new_metadata(service: str) -> MetaData:
    """The metadata of a service; `service` is the prefix of its database roles."""
    return MetaData(naming_convention=NAMING, info={"service": service})


def service_of(table: Table) -> str:
    """The service whose metadata `table` stands on. Raises KeyError for the kit's own tables."""
    service: str = table.metadata.info["service"]
    return service


def kind_of(table: Table) -> Kind:
    """The declared kind. Raises KeyError for a table that declares none."""
    kind: Kind = table.info["kind"]
    return kind


def class_of(column: Column[Any]) -> Class:
    """The declared class. Raises KeyError for a column that declares none."""
    found: Class = column.info["class"]
    return found


def is_versioned(table: Table) -> bool:
    """True if superseded rows are kept in `<table>_version`."""
    return bool(table.info.get("versioned"))


def root_of(table: Table) -> Table:
    """The root table (家庭) that a household-kind table belongs to; the root itself for the root."""
    root: Table | None = table.info.get("root")
    return table if root is None else root


def public(name: str, type_: Any, *args: Any, **kwargs: Any) -> Column[Any]:
    """A column that anyone in scope may see."""
    return _classified(Class.PUBLIC, name, type_, args, kwargs)


def personal(name: str, type_: Any, *args: Any, **kwargs: Any) -> Column[Any]:
    """A column about a person, in clear, masked across scopes and never in logs."""
    return _classified(Class.PERSONAL, name, type_, args, kwargs)


def protected(name: str, type_: Any, *args: Any, **kwargs: Any) -> Column[Any]:
    """A sealed value (AES-GCM) or a keyed hash of one: bytes, never shown without a reveal."""
    return _classified(Class.PROTECTED, name, type_, args, kwargs)


def _classified(
    class_: Class, name: str, type_: Any, args: Sequence[Any], kwargs: dict[str, Any]
) -> Column[Any]:
    # Core would make every column nullable; here a column is required unless it says otherwise.
    kwargs.setdefault("nullable", False)
    info = {"class": class_, **kwargs.pop("info", {})}
    return Column(quoted_name(name, quote=None), type_, *args, info=info, **kwargs)


def region_column(name: str = "region_key", *, nullable: bool = False) -> Column[Any]:
    """A region key, compared byte by byte so that ranges use the index."""
    return public(name, Text(collation="C"), nullable=nullable)


def journal_column() -> Column[Any]:
    """`j`: the journal id that wrote the row, stamped by the database, never by the application."""
    return public("j", BigInteger, server_default=text("current_setting('app.journal')::bigint"))


def household_root(name: str, metadata: MetaData, *items: SchemaItem, versioned: bool = True) -> Table:
    """The table of the households themselves: `id`, `region_key`, the given columns, `j`."""
    return Table(
        name,
        metadata,
        public("id", Uuid),
        region_column(),
        *items,
        journal_column(),
        PrimaryKeyConstraint("id"),
        # What children point at, so that a move cascades to them.
        UniqueConstraint("id", "region_key"),
        info={"kind": Kind.HOUSEHOLD, "versioned": versioned, "root": None},
    )


def household_child(
    name: str, metadata: MetaData, root: Table, *items: SchemaItem, versioned: bool = True
) -> Table:
    """A table whose rows belong to a household: `household_id`, `id`, `region_key`, the given columns, `j`.

    Primary key `(household_id, id)`; the foreign key carries the region, so no child can point outside
    its household's region and a move of the household is one statement.
    """
    return Table(
        name,
        metadata,
        public("household_id", Uuid),
        public("id", Uuid),
        region_column(),
        *items,
        journal_column(),
        PrimaryKeyConstraint("household_id", "id"),
        ForeignKeyConstraint(
            ["household_id", "region_key"], [f"{root.name}.id", f"{root.name}.region_key"], onupdate="CASCADE"
        ),
        info={"kind": Kind.HOUSEHOLD, "versioned": versioned, "root": root},
    )


def addressed(name: str, metadata: MetaData, *items: SchemaItem, versioned: bool = True) -> Table:
    """A table addressed to a region: `id`, `region_key`, `reaches_down`, the given columns, `j`.

    Readable within the reader's range and, where the row reaches down, from every region below.
    """
    return Table(
        name,
        metadata,
        public("id", Uuid),
        region_column(),
        public("reaches_down", Boolean, server_default="true"),
        *items,
        journal_column(),
        PrimaryKeyConstraint("id"),
        info={"kind": Kind.ADDRESSED, "versioned": versioned},
    )


def claim(name: str, metadata: MetaData, *items: SchemaItem) -> Table:
    """A table unique over the whole installation, reached only by a function that answers yes or no."""
    return Table(name, metadata, *items, info={"kind": Kind.CLAIM})


def reference(name: str, metadata: MetaData, *items: SchemaItem) -> Table:
    """A table that all read and migrations or named functions write."""
    return Table(name, metadata, *items, info={"kind": Kind.REFERENCE})


def internal(name: str, metadata: MetaData, *items: SchemaItem, prefixes: Sequence[str] = ()) -> Table:
    """A table that request code reaches only through named functions bound to the caller."""
    return Table(name, metadata, *items, info={"kind": Kind.INTERNAL}, prefixes=list(prefixes))
