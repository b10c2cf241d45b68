"""`python -m demo roster|handovers`: tell one part of the story to the standing platform."""

import argparse
import sys

from demo import story
from demo.client import StoryError
from demo.places import read_city, read_places
from launcher import accounts
from launcher.errors import LauncherError
from launcher.installation import Installation
from launcher.terminal import complain, say

PARTS = {"roster": story.tell_roster, "handovers": story.tell_handovers}


def main() -> int:
    """Exit status 1 with a sentence on stderr where the platform refuses a step."""
    parser = argparse.ArgumentParser(prog="demo", description=__doc__)
    parser.add_argument("part", choices=PARTS)
    part = parser.parse_args().part
    installation = Installation.from_environment()
    city = read_city(read_places())
    try:
        with accounts.client(installation) as http:
            PARTS[part](http, accounts.load(installation), city, say)
    except (StoryError, LauncherError) as error:
        complain(str(error))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
