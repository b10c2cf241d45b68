"""Settings of the gateway: the kit's, and what only the public door needs."""

from dataclasses import dataclass, field
from pathlib import Path

from kit.settings import Settings


@dataclass(frozen=True, kw_only=True)
class RateLimits:
    """Requests a second and caller, with how many may come at once; sign-ins are counted by address."""

    calls_per_second: float = 200.0
    calls_at_once: int = 600
    sign_ins_per_second: float = 5.0
    sign_ins_at_once: int = 300


@dataclass(frozen=True, kw_only=True)
class GatewaySettings(Settings):
    """Settings of the gateway's one file."""

    signing_keys: Path
    """The ring that signs tokens; made at first start."""
    services: dict[str, str] = field(default_factory=dict)
    """Service → URL, where it runs as a process of its own (MODE=split); in one process it is empty."""
    web_app: Path | None = None
    """The built web app (frontend/dist)."""
    swagger_ui: Path | None = None
    """The folder of swagger-ui-dist, for the API page."""
    public_origins: list[str] = field(default_factory=list)
    """Origins such as `https://bangfu.example.gov.cn`, where a proxy stands before the gateway; requests
    from the very host that was asked are always of our origin."""
    trust_forwarded: bool = False
    """Whether a proxy of the installation stands before the gateway and says whom it asks for."""
    password_threads: int = 2
    rate_limits: RateLimits = field(default_factory=RateLimits)

    def __post_init__(self) -> None:
        """Give what a JSON file says as text its type."""
        for name in ("signing_keys", "web_app", "swagger_ui"):
            value = getattr(self, name)
            if isinstance(value, str):
                object.__setattr__(self, name, Path(value))
        if isinstance(self.rate_limits, dict):
            object.__setattr__(self, "rate_limits", RateLimits(**self.rate_limits))
