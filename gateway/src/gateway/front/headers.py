"""Headers on their way through the door: what is taken off, what is put on."""

from collections.abc import Iterable, Mapping
from typing import Final

Headers = list[tuple[bytes, bytes]]
Named = Mapping[bytes, bytes]
"""Headers by lower-case name; of several of one name the last."""

# RFC 9110 7.6.1: they concern one connection, not the message.
HOP_BY_HOP: Final = frozenset(
    {
        b"connection", b"keep-alive", b"proxy-authenticate", b"proxy-authorization", b"proxy-connection",
        b"te", b"trailer", b"transfer-encoding", b"upgrade", b"expect",
    }
)  # fmt: skip
# Only the door says these; what a client says of itself is not passed on.
_FORWARDED: Final = frozenset(
    {b"forwarded", b"x-forwarded-for", b"x-forwarded-host", b"x-forwarded-proto", b"x-real-ip"}
)
_OURS: Final = frozenset({b"cookie", b"x-background"})
_REPLACED: Final = HOP_BY_HOP | _FORWARDED | _OURS | {b"x-request-id"}


def inward(
    headers: Headers,
    named: Named,
    *,
    request_id: bytes,
    address: str,
    scheme: str,
    bearer: str | None,
) -> Headers:
    """What a service gets: no cookie, nothing of the connection, who asked, and the session's bearer."""
    dropped = _REPLACED | _listed(named.get(b"connection"))
    kept = [pair for pair in headers if pair[0] not in dropped]
    kept += [
        (b"x-request-id", request_id),
        (b"x-forwarded-for", address.encode("latin-1")),
        (b"x-forwarded-host", named.get(b"host", b"")),
        (b"x-forwarded-proto", scheme.encode("latin-1")),
    ]
    if bearer is not None:
        kept.append((b"authorization", b"Bearer " + bearer.encode("latin-1")))
    return kept


def outward(headers: Iterable[tuple[bytes, bytes]]) -> Headers:
    """What the caller gets of a service's answer that came over the network."""
    pairs = [(name.lower(), value) for name, value in headers]
    # Server and Date are said by the server that speaks to the caller.
    dropped = HOP_BY_HOP | {b"server", b"date"} | _listed(dict(pairs).get(b"connection"))
    return [pair for pair in pairs if pair[0] not in dropped]


def text(named: Named, name: bytes) -> str | None:
    """A header's value as text."""
    value = named.get(name)
    return None if value is None else value.decode("latin-1")


def _listed(connection: bytes | None) -> frozenset[bytes]:
    """The headers that `Connection` says are of this connection alone."""
    if connection is None:
        return frozenset()
    return frozenset(name.strip().lower() for name in connection.split(b","))
