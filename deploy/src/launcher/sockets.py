"""The one public port, taken before anything else is started."""

import socket

from launcher.errors import LauncherError

HOST = "127.0.0.1"
BACKLOG = 512


def take(port: int) -> socket.socket:
    """A listening socket on the port; children inherit it, so that a restarted one never loses the port."""
    taken = socket.socket()
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        taken.bind((HOST, port))
        taken.listen(BACKLOG)
    except OSError as failure:
        taken.close()
        raise LauncherError(
            f"Port {port} cannot be used ({failure.strerror}): end what holds it, "
            f"or choose another: BANGFU_PORT={port + 1 if port < 65535 else 8001} make run."
        ) from failure
    return taken


def free_port() -> int:
    """A port that is free now, for a process that only this machine asks."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
    return port
