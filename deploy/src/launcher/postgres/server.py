"""A PostgreSQL that answers, our own or somebody else's, by its superuser's address."""

from dataclasses import dataclass
from urllib.parse import quote, urlsplit, urlunsplit

from launcher.errors import LauncherError


@dataclass(frozen=True)
class Server:
    """Where PostgreSQL listens. The address holds a password: never log it."""

    address: str

    @classmethod
    def named(cls, address: str) -> "Server":
        """The server of DATABASE_URL; its user must be allowed to make roles and databases."""
        parts = urlsplit(address)
        if parts.scheme not in {"postgresql", "postgres"} or not parts.hostname or not parts.username:
            raise LauncherError("DATABASE_URL must read postgresql://user:password@host:port/database.")
        return cls(address)

    def dsn(self, database: str | None = None, *, user: str | None = None, password: str = "") -> str:
        """A connection string: of the superuser unless a user is named."""
        parts = urlsplit(self.address)
        place = parts.netloc.rpartition("@")[2]
        who = parts.netloc.rpartition("@")[0] if user is None else f"{quote(user)}:{quote(password, safe='')}"
        path = parts.path if database is None else f"/{database}"
        return urlunsplit(("postgresql", f"{who}@{place}", path, parts.query, ""))
