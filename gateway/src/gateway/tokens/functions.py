"""The named functions on tokens: bound to a verified secret (family and turn) or to a checked password."""

from typing import Final

from kit import ddl

_ROLES: Final = ddl.Roles("gateway")

# A post opens something on a day if it has begun, has not ended, and its holder may sign in.
_SUBJECT: Final = """
  select a.person_id, a.person_name, a.name, a.ver, p.id, p.role, p.region_key,
    (select n.name from region_name n where n.region_key = p.region_key and n.valid_from <= p_today
       and (n.valid_to is null or n.valid_to > p_today)),
    p.department
  from post p join account a using (person_id)
  where p.id = p_post and p.person_id = p_person and a.locked_at is null
    and p.valid_from <= p_today and (p.valid_to is null or p.valid_to > p_today)
"""

_STANDING: Final = """
  select a.must_change_password or not exists (select from account_identity i where i.person_id = p_person),
    array(select p.id from post p where p.person_id = p_person and p.valid_from <= p_today
            and (p.valid_to is null or p.valid_to > p_today) order by p.valid_from, p.id)
  from account a where a.person_id = p_person
"""

_OPEN: Final = "insert into refresh_family (id, person_id, post_id, turn) values (p_id, p_person, p_post, 1)"

# The row is held while it is judged: of two that use one token at once, the second sees what the first did.
# The successor of the last turn is unused exactly as long as that turn is the row's own.
_TURN: Final = """
#variable_conflict use_column
declare f refresh_family;
begin
  -- Lock order: the account before its families (see gateway.accounts.functions).
  perform account_hold((select person_id from refresh_family where id = p_id));
  select * into f from refresh_family where id = p_id for update;
  if f.id is null then return query select 'unknown', null::int, null::uuid, null::uuid; return; end if;
  if f.ended_at is not null then
    return query select 'ended', f.turn, f.person_id, f.post_id; return;
  end if;
  if f.opened_at < clock_timestamp() - make_interval(hours => p_hours)
     or f.turned_at < clock_timestamp() - make_interval(mins => p_idle_minutes) then
    update refresh_family set ended_at = clock_timestamp(), end_reason = 'expired' where id = p_id;
    return query select 'expired', f.turn, f.person_id, f.post_id; return;
  end if;
  if p_turn = f.turn then
    update refresh_family set turn = f.turn + 1, turned_at = clock_timestamp() where id = p_id;
    return query select 'turned', f.turn + 1, f.person_id, f.post_id; return;
  end if;
  if p_turn = f.turn - 1 and f.turned_at >= clock_timestamp() - make_interval(secs => p_grace_seconds) then
    return query select 'repeated', f.turn, f.person_id, f.post_id; return;
  end if;
  update refresh_family set ended_at = clock_timestamp(), end_reason = 'reused' where id = p_id;
  perform account_raise_version(f.person_id);
  return query select 'reused', f.turn, f.person_id, f.post_id;
end
"""

_END: Final = """
declare holder uuid;
begin
  perform account_hold((select person_id from refresh_family where id = p_id));
  update refresh_family set ended_at = clock_timestamp(), end_reason = 'signed-out'
  where id = p_id and ended_at is null returning person_id into holder;
  if holder is not null then perform account_raise_version(holder); end if;
  return holder;
end
"""

_CLIENT: Final = "select person_id, public_jwk from service_client where client_id = p_client"

_USE_ASSERTION: Final = """
  delete from client_assertion where expires_at < clock_timestamp() - interval '1 minute';
  insert into client_assertion (jti_hash, expires_at) values (p_jti, p_expires)
  on conflict do nothing returning true;
"""


def statements() -> list[str]:
    """SQL that (re)creates them."""
    app, internal = (_ROLES.app,), _ROLES.internal

    def named(
        name: str, arguments: str, returns: str, body: str, language: str = "sql", attributes: str = ""
    ) -> list[str]:
        return ddl.definer(
            name, arguments, returns, body,
            owner=internal, callers=app, language=language, attributes=attributes,
        )  # fmt: skip

    return [
        *named(
            "token_subject", "p_person uuid, p_post uuid, p_today date",
            "table(person_id uuid, person_name text, account text, ver int, post_id uuid, role text, "
            "region_key text, region_name text, department text)", _SUBJECT, attributes="stable",
        ),
        *named(
            "account_standing", "p_person uuid, p_today date",
            "table(unready boolean, open_posts uuid[])", _STANDING, attributes="stable",
        ),
        *named("refresh_open", "p_id uuid, p_person uuid, p_post uuid", "void", _OPEN),
        *named(
            "refresh_turn",
            "p_id uuid, p_turn int, p_grace_seconds int, p_idle_minutes int, p_hours int",
            "table(outcome text, turn int, person_id uuid, post_id uuid)", _TURN, "plpgsql",
        ),
        *named("refresh_end", "p_id uuid", "uuid", _END, "plpgsql"),
        *named(
            "client_key", "p_client text", "table(person_id uuid, public_jwk jsonb)", _CLIENT,
            attributes="stable",
        ),
        *named("client_use_assertion", "p_jti bytea, p_expires timestamptz", "boolean", _USE_ASSERTION),
    ]  # fmt: skip
