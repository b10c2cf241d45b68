"""`/session`: the browser's way in. The cookie is httpOnly and SameSite=Strict; scripts never see a token."""

from fastapi import Response

from gateway.sessions import service
from gateway.sessions.schemas import PasswordChange, PersonClaim, PostChoice, SessionRead, SignIn
from gateway.sessions.visit import AtTheDoor, OwnSession
from kit.web import Router

router = Router(prefix="/session", tags=["session"])


@router.post("", status_code=201)
async def open_session(body: SignIn, visit: AtTheDoor, response: Response) -> SessionRead:
    """Sign in. The same person signing in over an idle session goes on in its post."""
    secret = await service.sign_in(visit, body.account, body.password.get_secret_value())
    visit.set_cookie(response, secret)
    return await service.read(visit, secret, continued=True)


@router.get("")
async def read_session(visit: OwnSession) -> SessionRead:
    """Who is signed in, what comes next, which posts there are."""
    await visit.session()
    return await service.read(visit, visit.secret)


@router.put("/person")
async def claim_person(body: PersonClaim, visit: OwnSession) -> SessionRead:
    """Say whose account this is, once, before anything else."""
    await service.claim_person(visit, *body.given())
    return await service.read(visit, visit.secret)


@router.put("/password")
async def change_password(body: PasswordChange, visit: OwnSession) -> SessionRead:
    """Change the password. All other sessions and tokens of the person end."""
    current, new = body.current_password.get_secret_value(), body.new_password.get_secret_value()
    await service.change_password(visit, current, new)
    return await service.read(visit, visit.secret)


@router.put("/post")
async def choose_post(body: PostChoice, visit: OwnSession) -> SessionRead:
    """Choose the post to work in, or change to another."""
    await service.choose_post(visit, body.post_id)
    return await service.read(visit, visit.secret)


@router.delete("", status_code=204)
async def end_session(visit: OwnSession, response: Response) -> None:
    """Sign out: this session and every access token of the person end within a second."""
    await service.sign_out(visit)
    visit.drop_cookie(response)
