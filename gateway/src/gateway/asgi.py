"""The gateway as a process of its own: `uvicorn --factory gateway.asgi:create` (MODE=split)."""

import os
from pathlib import Path

from gateway.app import create as create_door
from gateway.front.door import Door
from gateway.settings import GatewaySettings


def create() -> Door:
    """The door by the settings file that `BANGFU_SETTINGS` names."""
    return create_door(GatewaySettings.load(Path(os.environ["BANGFU_SETTINGS"])))
