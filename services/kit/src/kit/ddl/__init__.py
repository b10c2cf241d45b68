"""SQL for migrations, derived from declared tables: creation, policies, grants, versions, counting."""

from kit.ddl.create import create
from kit.ddl.functions import definer
from kit.ddl.roles import Roles
from kit.ddl.security import secure
from kit.ddl.system import kit_tables
from kit.ddl.versions import versioned

__all__ = ["Roles", "create", "definer", "kit_tables", "secure", "versioned"]
