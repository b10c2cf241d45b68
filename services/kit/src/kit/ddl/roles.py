"""Names of a service's database roles."""

from dataclasses import dataclass
from typing import Self

from sqlalchemy import Table

from kit.tables import service_of


@dataclass(frozen=True, slots=True)
class Roles:
    """LOGIN roles owner, app and worker; NOLOGIN roles each for one kind of named function."""

    service: str

    @classmethod
    def of(cls, table: Table) -> Self:
        """The roles of the service that owns `table`."""
        return cls(service_of(table))

    @property
    def owner(self) -> str:
        """Runs migrations; under FORCE ROW LEVEL SECURITY it reads no household either."""
        return f"{self.service}_owner"

    @property
    def app(self) -> str:
        """Requests and the bodies of jobs."""
        return f"{self.service}_app"

    @property
    def worker(self) -> str:
        """Sequencer, job queue and feed readers."""
        return f"{self.service}_worker"

    @property
    def counter(self) -> str:
        """Owns the functions that keep figures counted."""
        return f"{self.service}_counter"

    @property
    def search(self) -> str:
        """Owns the function that searches names inside a range."""
        return f"{self.service}_search"

    @property
    def claim(self) -> str:
        """Owns the functions that answer yes or no on claims."""
        return f"{self.service}_claim"

    @property
    def internal(self) -> str:
        """Owns the named functions on internal tables."""
        return f"{self.service}_internal"

    @property
    def narrow(self) -> tuple[str, ...]:
        """The NOLOGIN roles that own functions."""
        return (self.counter, self.search, self.claim, self.internal)
