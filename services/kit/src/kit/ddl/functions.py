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

    `arguments` and `returns` as in CREATE FUNCTION ("a text, b int", "setof uuid"); `attributes`: stable,
    `set lock_timeout = ...` and the like. The search path is fixed, EXECUTE is revoked from public.
    """
    signature = f"{name}({_types(arguments)})"
    statements = [
        # The new owner must be able to create in the schema, for as long as the hand-over takes.
        f"grant create on schema public to {owner}",
        f"drop function if exists {signature} cascade" if returns == "trigger" else "",
        f"create or replace function {name}({arguments}) returns {returns} language {language} "
        f"security definer {attributes} set search_path = public, pg_temp as $function${body}$function$",
        f"revoke all on function {signature} from public",
        *(f"grant execute on function {signature} to {caller}" for caller in callers),
        f"alter function {signature} owner to {owner}",
        f"revoke create on schema public from {owner}",
    ]
    return [statement for statement in statements if statement]


def _types(arguments: str) -> str:
    """Argument types alone: "a text, b int default 0" -> "text, int"."""
    parts = [part.strip() for part in arguments.split(",") if part.strip()]
    return ", ".join(part.split(None, 1)[1].split(" default ")[0] for part in parts)
