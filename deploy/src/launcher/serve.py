"""A web process under uvicorn.

Started by the launcher as
    python -m launcher.serve --fd N                         everything in one process, behind the gateway
    python -m launcher.serve --port P registry_api.asgi     one service alone, from its own factory
    python -m launcher.serve --fd N gateway.asgi            the gateway alone, on the public port
"""

import argparse
import importlib
import socket

import uvicorn

from launcher.composition import compose
from launcher.installation import Installation
from launcher.sockets import HOST


def main() -> None:
    """Serve until told to end (SIGTERM)."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--fd", type=int)
    asked.add_argument("--port", type=int)
    asked.add_argument("module", nargs="?")
    told = asked.parse_args()
    if told.module:
        app = importlib.import_module(told.module).create()
    else:
        app = compose(Installation.from_environment())
    config = uvicorn.Config(
        app,
        host=HOST,
        port=told.port or 0,
        lifespan="on",
        # Addresses stay out of logs: they may name a household.
        access_log=False,
        server_header=False,
        # A long poll of another service must not hold up the end.
        timeout_graceful_shutdown=5,
    )
    uvicorn.Server(config).run(sockets=None if told.fd is None else [socket.socket(fileno=told.fd)])


if __name__ == "__main__":
    main()
