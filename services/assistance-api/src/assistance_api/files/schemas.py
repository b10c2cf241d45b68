"""Shapes of files in answers."""

from typing import Literal
from uuid import UUID

from kit.web import Model

Purpose = Literal["signature"]
"""What a file is for 用途: signature 签字."""


class FileRead(Model):
    """A stored file; its content is shown only by a reveal."""

    id: UUID
    household_id: UUID
    purpose: Purpose
    media_type: str
    size: int
    """Bytes."""
