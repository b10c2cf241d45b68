"""The web side of every service: routers, requests, problems, pages, the app.

A feature's `endpoints.py` needs nothing but this package and its own schemas and service.
"""

from kit.web.answers import JsonResponse, RowsResponse, to_json
from kit.web.app import create_app, operations, prefix_of
from kit.web.language import Language, Words, say
from kit.web.models import Cursor, Model, Page
from kit.web.problems import (
    BadRequest,
    Conflict,
    FieldProblem,
    Forbidden,
    NotFound,
    PreconditionFailed,
    PreconditionRequired,
    Problem,
    Unauthorized,
    Unavailable,
    Unprocessable,
)
from kit.web.requests import (
    PublicRead,
    PublicWrite,
    RequestRead,
    RequestWrite,
    SignedVisitor,
    Visitor,
    anyone,
    anyone_reads,
    anyone_writes,
    asks,
    permission,
    reads,
    revises,
    writes,
)
from kit.web.router import PermissionMissing, Router
from kit.web.validation import FieldError, field_problems

__all__ = [
    "BadRequest",
    "Conflict",
    "Cursor",
    "FieldError",
    "FieldProblem",
    "Forbidden",
    "JsonResponse",
    "Language",
    "Model",
    "NotFound",
    "Page",
    "PermissionMissing",
    "PreconditionFailed",
    "PreconditionRequired",
    "Problem",
    "PublicRead",
    "PublicWrite",
    "RequestRead",
    "RequestWrite",
    "Router",
    "RowsResponse",
    "SignedVisitor",
    "Unauthorized",
    "Unavailable",
    "Unprocessable",
    "Visitor",
    "Words",
    "anyone",
    "anyone_reads",
    "anyone_writes",
    "asks",
    "create_app",
    "field_problems",
    "operations",
    "permission",
    "prefix_of",
    "reads",
    "revises",
    "say",
    "to_json",
    "writes",
]
