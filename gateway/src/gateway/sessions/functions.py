"""The named functions on sessions: each is bound to the holder of a session's secret, by its keyed hash."""

from typing import Final

from kit import ddl

_ROLES: Final = ddl.Roles("gateway")

# Lock order: the account before its sessions (see gateway.accounts.functions).
_HOLD: Final = "perform account_hold((select person_id from browser_session where hash = p_hash));"

# The same person signing in anew over an idle session goes on in its post, if that is still open.
_OPEN: Final = """
declare kept uuid;
begin
  update browser_session set ended_at = clock_timestamp(), end_reason = 'signed-in-anew'
  where hash = p_before and ended_at is null;
  select s.post_id into kept from browser_session s join post p on p.id = s.post_id
  where s.hash = p_before and s.person_id = p_person and s.end_reason = 'signed-in-anew'
    and p.valid_from <= p_today and (p.valid_to is null or p.valid_to > p_today);
  insert into browser_session (hash, id, person_id, post_id) values (p_hash, p_id, p_person, kept);
  insert into session_seen (hash, seen_at) values (p_hash, clock_timestamp());
end
"""

_READ: Final = """
  select s.id, s.person_id, a.name, a.person_name, a.must_change_password,
         exists (select from account_identity i where i.person_id = s.person_id), a.previous_sign_in_at,
         a.ver, s.post_id, s.opened_at, q.seen_at, s.ended_at is not null or a.locked_at is not null
  from browser_session s join account a using (person_id) join session_seen q using (hash)
  where s.hash = p_hash
"""

_READ_COLUMNS: Final = (
    "table(id uuid, person_id uuid, account text, person_name text, must_change_password boolean, "
    "claimed boolean, previous_sign_in_at timestamptz, ver int, post_id uuid, opened_at timestamptz, "
    "seen_at timestamptz, ended boolean)"
)

_SEEN: Final = """
  update session_seen s set seen_at = greatest(s.seen_at, u.seen_at)
  from unnest(p_hashes, p_moments) as u (hash, seen_at) where s.hash = u.hash
"""

_POSTS: Final = """
  select p.id, p.role, p.title, p.region_key,
    (select n.name from region_name n where n.region_key = p.region_key and n.valid_from <= p_today
       and (n.valid_to is null or n.valid_to > p_today)),
    p.department, p.valid_from, p.valid_to, h.person_name
  from browser_session s join post p on p.person_id = s.person_id
  left join post t on t.id = p.successor_id left join account h on h.person_id = t.person_id
  where s.hash = p_hash and p.valid_from <= p_today
    and (p.valid_to is null or p.valid_to > p_today - p_days)
  order by p.valid_to is not null and p.valid_to <= p_today, p.valid_from, p.id
"""

# The tokens of the post that is left end with the raised version.
_CHOOSE: Final = f"""
declare before uuid; holder uuid;
begin
  {_HOLD}
  select s.post_id, s.person_id into before, holder from browser_session s join post p on p.id = p_post
  where s.hash = p_hash and s.ended_at is null and p.person_id = s.person_id
    and p.valid_from <= p_today and (p.valid_to is null or p.valid_to > p_today)
  for update of s;
  if holder is null then return false; end if;
  update browser_session set post_id = p_post where hash = p_hash;
  if before is distinct from p_post and before is not null then perform account_raise_version(holder); end if;
  return true;
end
"""

_END: Final = f"""
declare holder uuid;
begin
  {_HOLD}
  update browser_session set ended_at = clock_timestamp(), end_reason = 'signed-out'
  where hash = p_hash and ended_at is null returning person_id into holder;
  if holder is not null then perform account_raise_version(holder); end if;
end
"""

_PASSWORD_HASH: Final = """
  select a.password_hash from browser_session s join account a using (person_id)
  where s.hash = p_hash and s.ended_at is null
"""

# Whoever knew the old password is out: every other session and every chain of refresh tokens ends.
_SET_PASSWORD: Final = f"""
declare holder uuid;
begin
  {_HOLD}
  select person_id into holder from browser_session where hash = p_hash and ended_at is null for update;
  if holder is null then return; end if;
  update account set password_hash = p_password_hash, must_change_password = false where person_id = holder;
  update browser_session set ended_at = clock_timestamp(), end_reason = 'password-changed'
  where person_id = holder and hash <> p_hash and ended_at is null;
  update refresh_family set ended_at = clock_timestamp(), end_reason = 'password-changed'
  where person_id = holder and ended_at is null;
  perform account_raise_version(holder);
end
"""

# An account that is claimed already stays whose it is, also for the second of two claims at once.
_CLAIM: Final = f"""
declare holder uuid; owner uuid;
begin
  {_HOLD}
  select person_id into holder from browser_session where hash = p_hash and ended_at is null for update;
  if holder is null or exists (select from account_identity where person_id = holder) then
    return false;
  end if;
  insert into account_identity (hash, kind, person_id) values (p_identity, p_kind, holder)
  on conflict (hash) do nothing;
  select person_id into owner from account_identity where hash = p_identity;
  return owner = holder;
end
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
            "session_open", "p_hash bytea, p_id uuid, p_person uuid, p_before bytea, p_today date",
            "void", _OPEN, "plpgsql",
        ),
        *named("session_read", "p_hash bytea", _READ_COLUMNS, _READ, attributes="stable"),
        *named("session_mark_seen", "p_hashes bytea[], p_moments timestamptz[]", "void", _SEEN),
        *named(
            "session_posts", "p_hash bytea, p_today date, p_days int",
            "table(id uuid, role text, title text, region_key text, region_name text, department text, "
            "valid_from date, valid_to date, successor text)", _POSTS, attributes="stable",
        ),
        *named(
            "session_choose", "p_hash bytea, p_post uuid, p_today date", "boolean", _CHOOSE, "plpgsql"
        ),
        *named("session_end", "p_hash bytea", "void", _END, "plpgsql"),
        *named("session_password_hash", "p_hash bytea", "text", _PASSWORD_HASH, attributes="stable"),
        *named(
            "session_set_password", "p_hash bytea, p_password_hash text", "void", _SET_PASSWORD, "plpgsql"
        ),
        *named(
            "session_claim", "p_hash bytea, p_kind text, p_identity bytea", "boolean", _CLAIM, "plpgsql"
        ),
    ]  # fmt: skip
