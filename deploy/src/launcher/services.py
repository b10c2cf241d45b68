"""The services that the launcher composes: their packages, migrations and shares of connections."""

from dataclasses import dataclass
from pathlib import Path

from launcher.installation import CLONE


@dataclass(frozen=True)
class Service:
    """One service: `name` as in its API's prefix, `package` as it is imported."""

    name: str
    package: str
    folder: Path
    connections: int
    """Most connections of its web pool; PostgreSQL's limit is shared by all."""

    @property
    def database(self) -> str:
        """Its own database."""
        return f"bangfu_{self.name}"

    @property
    def client_id(self) -> str:
        """Its name where it signs in at the gateway with its own key."""
        return f"bangfu-{self.name}"

    @property
    def migrations(self) -> Path:
        """Alembic's script location."""
        return self.folder / "migrations"


GATEWAY = Service("gateway", "gateway", CLONE / "gateway", 5)
SERVICES = (
    GATEWAY,
    Service("registry", "registry_api", CLONE / "services" / "registry-api", 10),
    Service("assistance", "assistance_api", CLONE / "services" / "assistance-api", 5),
    Service("supervision", "supervision_api", CLONE / "services" / "supervision-api", 5),
)
