"""Why an act of administration is refused; said to an operator, so plain sentences."""


class AdministrationRefused(Exception):
    """What was asked for does not go; the text says why."""


class NameTaken(AdministrationRefused):
    """The account name is taken."""

    def __init__(self, name: str) -> None:
        super().__init__(f"There is an account {name} already.")


class NoSuchAccount(AdministrationRefused):
    """No account has this name."""

    def __init__(self, name: str) -> None:
        super().__init__(f"There is no account {name}.")


class PersonHasAccount(AdministrationRefused):
    """The human being has an account already: a second post is never a second account."""

    def __init__(self) -> None:
        super().__init__("This person has an account already: give that account the new post.")


class MaybeSamePerson(AdministrationRefused):
    """An account of this name is known by the other kind of identity, so it may be the same human being."""

    def __init__(self, person_name: str, account: str) -> None:
        super().__init__(
            f"{person_name} has the account {account} already, which is known by another kind of number. "
            "Is it the same person, give that account the post (DO=give); "
            "is it another of that name, say NAMESAKE=yes."
        )


class BadValue(AdministrationRefused):
    """A value has not the form that it must have."""
