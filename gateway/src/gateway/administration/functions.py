"""The named functions of administration; each checks the role of the transaction's scope itself."""

from typing import Final

from kit import ddl

_ROLES: Final = ddl.Roles("gateway")


def _only(*roles: str) -> str:
    names = ", ".join(f"'{role}'" for role in ("operator", *roles))
    return f"""
  if current_setting('app.role', true) is null or current_setting('app.role', true) not in ({names}) then
    raise insufficient_privilege using message = 'this role does not administer';
  end if;
"""


_CREATE: Final = f"""
begin
  {_only("system-admin")}
  insert into account (person_id, name, person_name, password_hash, must_change_password)
  values (p_person, p_name, p_person_name, p_password_hash, p_must_change);
end
"""

# The identity may be known already: the answer is whose it is, so that nobody gets a second account.
_IDENTIFY: Final = f"""
declare holder uuid;
begin
  {_only("system-admin")}
  insert into account_identity (hash, kind, person_id) values (p_identity, p_kind, p_person)
  on conflict (hash) do nothing;
  select person_id into holder from account_identity where hash = p_identity;
  return holder;
end
"""

# Who is known by a phone here and by an ID number there is one person to nobody but a reader of names.
_NAMESAKE: Final = f"""
begin
  {_only("system-admin")}
  return (
    select a.name from account a
    where a.person_name = p_person_name and a.person_id <> p_person
      and not exists (select from account_identity i where i.person_id = a.person_id and i.kind = p_kind)
    order by a.name limit 1
  );
end
"""

_RESET: Final = f"""
begin
  {_only("system-admin")}
  update account set password_hash = p_password_hash, must_change_password = true where person_id = p_person;
  update sign_in_count set failures = 0, locked_until = null where person_id = p_person;
  perform account_end_access(p_person, 'password-reset');
end
"""

_UNLOCK: Final = f"""
begin
  {_only("system-admin")}
  perform account_hold(p_person);
  update account set locked_at = null where person_id = p_person;
  update sign_in_count set failures = 0, locked_until = null where person_id = p_person;
end
"""

_LOCK: Final = f"""
begin
  {_only("system-admin")}
  perform account_hold(p_person);
  update account set locked_at = clock_timestamp() where person_id = p_person and locked_at is null;
  perform account_end_access(p_person, 'locked');
end
"""

_END_ACCESS: Final = """
begin
  update browser_session set ended_at = clock_timestamp(), end_reason = p_why
  where person_id = p_person and ended_at is null;
  update refresh_family set ended_at = clock_timestamp(), end_reason = p_why
  where person_id = p_person and ended_at is null;
  perform account_raise_version(p_person);
end
"""

_GIVE: Final = f"""
begin
  {_only("security-admin")}
  insert into post (id, person_id, role, title, region_key, department, valid_from)
  values (p_id, p_person, p_role, p_title, p_region, p_department, p_from);
  -- Who has never signed in holds no token that could be ended.
  if exists (select from account where person_id = p_person and signed_in_at is not null) then
    perform account_raise_version(p_person);
  end if;
end
"""

_END_POST: Final = f"""
declare holder uuid;
begin
  {_only("security-admin")}
  perform account_hold((select person_id from post where id = p_post));
  update post set valid_to = p_to, successor_id = p_successor, end_reason = p_why
  where id = p_post and valid_to is null returning person_id into holder;
  if holder is not null then
    update refresh_family set ended_at = clock_timestamp(), end_reason = 'post-ended'
    where post_id = p_post and ended_at is null;
    perform account_raise_version(holder);
  end if;
  return holder is not null;
end
"""

_FIND: Final = f"""
begin
  {_only("system-admin", "security-admin")}
  return (select person_id from account where name = p_name);
end
"""

_POSTS_OF: Final = f"""
begin
  {_only("system-admin", "security-admin")}
  return query select p.id, p.role, p.region_key, p.department, p.valid_from, p.valid_to
  from post p where p.person_id = p_person order by p.valid_from, p.id;
end
"""

_REGISTER: Final = f"""
begin
  {_only("system-admin")}
  insert into service_client (client_id, person_id, public_jwk) values (p_client, p_person, p_jwk)
  on conflict (client_id) do update set public_jwk = excluded.public_jwk
  where service_client.public_jwk is distinct from excluded.public_jwk;
  return found;
end
"""


def statements() -> list[str]:
    """SQL that (re)creates them."""
    owner = _ROLES.internal

    def named(name: str, arguments: str, returns: str, body: str, *, callable_: bool = True) -> list[str]:
        callers = (_ROLES.app,) if callable_ else ()
        return ddl.definer(name, arguments, returns, body, owner=owner, callers=callers, language="plpgsql")

    return [
        *named("account_end_access", "p_person uuid, p_why text", "void", _END_ACCESS, callable_=False),
        *named(
            "account_create",
            "p_person uuid, p_name text, p_person_name text, p_password_hash text, p_must_change boolean",
            "void", _CREATE,
        ),
        *named("account_identify", "p_person uuid, p_kind text, p_identity bytea", "uuid", _IDENTIFY),
        *named("account_namesake", "p_person uuid, p_person_name text, p_kind text", "text", _NAMESAKE),
        *named("account_reset", "p_person uuid, p_password_hash text", "void", _RESET),
        *named("account_unlock", "p_person uuid", "void", _UNLOCK),
        *named("account_lock", "p_person uuid", "void", _LOCK),
        *named("account_find", "p_name text", "uuid", _FIND),
        *named(
            "post_give",
            "p_id uuid, p_person uuid, p_role text, p_title text, p_region text, p_department text, "
            "p_from date",
            "void", _GIVE,
        ),
        *named(
            "post_end", "p_post uuid, p_to date, p_successor uuid, p_why text", "boolean", _END_POST
        ),
        *named(
            "posts_of", "p_person uuid",
            "table(id uuid, role text, region_key text, department text, valid_from date, valid_to date)",
            _POSTS_OF,
        ),
        *named("client_register", "p_client text, p_person uuid, p_jwk jsonb", "boolean", _REGISTER),
    ]  # fmt: skip
