"""Headers on their way through the door: what is taken off, what is put on."""

from collections.abc import Iterable
from typing import Final

Headers = list[tuple[bytes, bytes]]

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


def get(headers: Iterable[tuple[bytes, bytes]], name: bytes) -> str | None:
    """The first header of that (lower-case) name."""
    for key, value in headers:
        if key == name:
            return value.decode("latin-1")
    return None


def inward(
    headers: Headers, *, request_id: str, address: str, host: str, scheme: str, bearer: str | None
) -> Headers:
    """What a service gets: no cookie, nothing of the connection, who asked, and the session's bearer."""
    named = get(headers, b"connection")
    listed = {name.strip().lower().encode("latin-1") for name in named.split(",")} if named else frozenset()
    kept = [pair for pair in headers if pair[0] not in _REPLACED and pair[0] not in listed]
    kept += [
        (b"x-request-id", request_id.encode("latin-1")),
        (b"x-forwarded-for", address.encode("latin-1")),
        (b"x-forwarded-host", host.encode("latin-1")),
        (b"x-forwarded-proto", scheme.encode("latin-1")),
    ]
    if bearer is not None:
        kept.append((b"authorization", b"Bearer " + bearer.encode("latin-1")))
    return kept


def outward(headers: Iterable[tuple[bytes, bytes]]) -> Headers:
    """What the caller gets of a service's answer that came over the network."""
    pairs = [(name.lower(), value) for name, value in headers]
    named = get(pairs, b"connection")
    listed = {name.strip().lower().encode("latin-1") for name in named.split(",")} if named else frozenset()
    # Server and Date are said by the server that speaks to the caller.
    dropped = HOP_BY_HOP | {b"server", b"date"} | listed
    return [pair for pair in pairs if pair[0] not in dropped]
