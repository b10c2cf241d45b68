"""The named functions on accounts: the count of failed sign-ins, and the feed of raised versions.

Request code has no rights on the tables themselves. Each function does one thing for the caller that the
transaction's scope names, or for the holder of a secret.

Lock order, everywhere: account, then its sessions and families of refresh tokens, its count of failures, and
the head of the versions last. What begins at a session or family takes the account by `account_hold` first.
"""

from typing import Final

from kit import ddl

_ROLES: Final = ddl.Roles("gateway")

# One statement counts a try before its password is hashed, so parallel guesses cannot outrun the lock: the
# row is held while it is counted, and whoever comes after the last allowed one gets no row, hence no hash.
# A count that ran into a lock begins anew once the lock has passed.
_ATTEMPT: Final = """
  insert into sign_in_count as count (person_id, failures, locked_until)
  select person_id, 1, case when p_most <= 1 then clock_timestamp() + make_interval(mins => p_minutes) end
  from account where name = p_name and locked_at is null
  on conflict (person_id) do update set
    failures = case when count.locked_until is null then count.failures + 1 else 1 end,
    locked_until = case
      when case when count.locked_until is null then count.failures + 1 else 1 end >= p_most
      then clock_timestamp() + make_interval(mins => p_minutes) end
  where count.locked_until is null or count.locked_until <= clock_timestamp()
  returning count.person_id,
    (select password_hash from account where account.person_id = count.person_id)
"""

_CLEAR: Final = "update sign_in_count set failures = 0, locked_until = null where person_id = p_person"

_SIGNED_IN: Final = """
  update account set previous_sign_in_at = signed_in_at, signed_in_at = clock_timestamp()
  where person_id = p_person;
"""

# Not against the foreign keys of new sessions, which only ask that the account stays.
_HOLD: Final = "select person_id from account where person_id = p_person for no key update"

# The one row of version_head is held until the commit, so positions are handed out in commit order and a
# reader by position misses none.
_RAISE: Final = """
declare place bigint;
begin
  perform account_hold(p_person);
  update version_head set position = position + 1 returning position into place;
  update account set ver = ver + 1, ver_position = place where person_id = p_person;
  perform pg_notify('gateway_versions', place::text);
end
"""

_RAISED: Final = """
  select person_id, ver, ver_position from account where ver_position > p_after
  order by ver_position limit p_limit
"""


def statements() -> list[str]:
    """SQL that (re)creates them."""
    app, internal = (_ROLES.app,), _ROLES.internal
    return [
        *ddl.definer(
            "account_attempt", "p_name text, p_most int, p_minutes int",
            "table(person_id uuid, password_hash text)", _ATTEMPT, owner=internal, callers=app,
        ),
        *ddl.definer("account_clear_count", "p_person uuid", "void", _CLEAR, owner=internal, callers=app),
        *ddl.definer("account_signed_in", "p_person uuid", "void", _SIGNED_IN, owner=internal, callers=app),
        *ddl.definer("account_hold", "p_person uuid", "uuid", _HOLD, owner=internal),
        *ddl.definer(
            "account_raise_version", "p_person uuid", "void", _RAISE, owner=internal, language="plpgsql"
        ),
        *ddl.definer(
            "versions_raised", "p_after bigint, p_limit int",
            "table(person_id uuid, ver int, ver_position bigint)", _RAISED,
            owner=internal, callers=app, attributes="stable",
        ),
    ]  # fmt: skip
