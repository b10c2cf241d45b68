"""SECURITY DEFINER functions, made the one safe way."""

from collections.abc import Sequence


def definer(
    name: str,
    arguments: str,
    returns: str,
    body: str,
    *,
    owner: str,
    callers: Sequence[str] = (),
    language: str = "sql",
    attributes: str = "",
) -> list[str]:
    """SQL that (re)creates a function owned by the narrow role `owner`, callable by `callers` alone.

    `arguments` and `returns` as in CREATE FUNCTION ("a text, b int", "setof uuid"); no defaults, no modes.
    `attributes`: "stable", "set lock_timeout = '2s'" and the like. The search path is fixed and EXECUTE is
    revoked from public. Run by the service's owner, who may SET ROLE to its narrow roles.
    """
    signature = f"{name}({_types(arguments)})"
    return [
        # Who owns a function must be able to create it: for as long as that takes.
        f"grant create on schema public to {owner}",
        f"set local role {owner}",
        f"create or replace function {name}({arguments}) returns {returns} language {language} "
        f"security definer {attributes} set search_path = public, pg_temp as $function${body}$function$",
        f"revoke all on function {signature} from public",
        *(f"grant execute on function {signature} to {caller}" for caller in callers),
        "reset role",
        f"revoke create on schema public from {owner}",
    ]


def _types(arguments: str) -> str:
    """Argument types alone: "a text, b int" -> "text, int"."""
    parts = [part.strip() for part in arguments.split(",") if part.strip()]
    return ", ".join(part.split(None, 1)[1] for part in parts)
