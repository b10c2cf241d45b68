"""How a service asks another: through the gateway, as a client of its own or with the caller's token."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

import httpx
from starlette.types import ASGIApp

from kit.auth.jose import SigningKey
from kit.auth.versions import WAIT_SECONDS, VersionsPage

GATEWAY: Final = "/api/gateway/v1"
_ASSERTION_TYPE: Final = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
_RENEW_BEFORE_SECONDS: Final = 60.0
# A long poll may take its whole wait before the first byte.
_TIMEOUT: Final = httpx.Timeout(30.0, connect=5.0)


class Peers:
    """A connection to the gateway; with an identity it also has a token of its own.

    It is the source of the issuer's public keys and of versions for `kit.auth`.
    """

    def __init__(
        self,
        http: httpx.AsyncClient,
        *,
        client_id: str | None = None,
        key: SigningKey | None = None,
        issuer: str | None = None,
    ) -> None:
        self._http = http
        self._client_id = client_id
        self._key = key
        self._issuer = issuer
        self._token: str | None = None
        self._renew_at = 0.0

    @classmethod
    def network(cls, url: str) -> Peers:
        """The gateway at a URL (`make run MODE=split`)."""
        return cls(httpx.AsyncClient(base_url=url, timeout=_TIMEOUT, trust_env=False))

    @classmethod
    def in_process(cls, app: ASGIApp) -> Peers:
        """The gateway's ASGI app in this very process."""
        transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
        return cls(httpx.AsyncClient(transport=transport, base_url="http://gateway.internal"))

    def identified(self, *, client_id: str, key: SigningKey, issuer: str) -> Peers:
        """The same connection, signing in as a client with its own key (`private_key_jwt`)."""
        return Peers(self._http, client_id=client_id, key=key, issuer=issuer)

    async def close(self) -> None:
        """Close the connections."""
        await self._http.aclose()

    async def token(self) -> str:
        """This service's own access token, renewed a minute before it ends."""
        if self._token is None or time.monotonic() >= self._renew_at:
            if self._client_id is None or self._key is None or self._issuer is None:
                raise RuntimeError("these peers have no identity of their own")
            answer = await self._http.post(
                f"{GATEWAY}/token",
                data={
                    "grant_type": "client_credentials",
                    "client_id": self._client_id,
                    "client_assertion_type": _ASSERTION_TYPE,
                    "client_assertion": self._key.client_assertion(
                        client_id=self._client_id, audience=self._issuer
                    ),
                },
            )
            answer.raise_for_status()
            grant = answer.json()
            self._token = str(grant["access_token"])
            self._renew_at = time.monotonic() + float(grant["expires_in"]) - _RENEW_BEFORE_SECONDS
        return self._token

    async def get(
        self, path: str, *, params: dict[str, Any] | None = None, caller_token: str | None = None
    ) -> httpx.Response:
        """GET a path such as `/api/registry/v1/events`, with the caller's token or else the own one.

        The answer comes as it is, whatever its status; httpx.TransportError where nobody answers.
        """
        token = caller_token or await self.token()
        answer = await self._http.get(path, params=params, headers={"Authorization": f"Bearer {token}"})
        if answer.status_code == httpx.codes.UNAUTHORIZED and caller_token is None:
            self._token = None  # ours has ended before its time: the next call signs in again
        return answer

    async def post(
        self, path: str, *, json: Any, caller_token: str | None = None, key: str
    ) -> httpx.Response:
        """POST with an idempotency key."""
        token = caller_token or await self.token()
        headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": key}
        return await self._http.post(path, json=json, headers=headers)

    async def jwks(self) -> Sequence[dict[str, Any]]:
        """The gateway's public keys (kit.auth.KeySource)."""
        answer = await self._http.get(f"{GATEWAY}/.well-known/jwks.json")
        answer.raise_for_status()
        keys: list[dict[str, Any]] = answer.json()["keys"]
        return keys

    async def versions(self, after: int, wait: float = WAIT_SECONDS) -> VersionsPage:
        """The versions raised after the cursor (kit.auth.VersionsSource)."""
        answer = await self.get(f"{GATEWAY}/versions", params={"after": after, "wait": wait})
        answer.raise_for_status()
        page = answer.json()
        return VersionsPage(
            cursor=page["cursor"],
            versions={UUID(line["person_id"]): line["ver"] for line in page["versions"]},
            more=page.get("more", False),
        )
