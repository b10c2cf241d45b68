"""Scoped transactions on one asyncpg pool; statements are SQLAlchemy Core, compiled once."""

from kit.db.database import Database, ScopeLeak
from kit.db.scope import Scope
from kit.db.statement import Prepared, Statement
from kit.db.transaction import ReadTx, Tx, WriteTx

__all__ = ["Database", "Prepared", "ReadTx", "Scope", "ScopeLeak", "Statement", "Tx", "WriteTx"]
