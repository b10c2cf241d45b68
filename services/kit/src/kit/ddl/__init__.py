"""SQL for migrations, derived from declared tables: creation, policies, grants, versions, counting."""

from kit.counted.schema import counted
from kit.ddl.create import create
from kit.ddl.functions import definer
from kit.ddl.history import history
from kit.ddl.roles import Roles
from kit.ddl.security import admit, policy, secure
from kit.ddl.system import kit_tables
from kit.ddl.versions import keeping, stamped, versioned

__all__ = [
    "Roles",
    "admit",
    "counted",
    "create",
    "definer",
    "history",
    "keeping",
    "kit_tables",
    "policy",
    "secure",
    "stamped",
    "versioned",
]
