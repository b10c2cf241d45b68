"""All tables of this service, each after those that it refers to."""

from assistance_api.files.models import household_file
from assistance_api.geese_years.models import goose_year
from assistance_api.handovers.models import gosling_handover
from assistance_api.households.models import household, household_shadow

TABLES = (household, household_shadow, household_file, goose_year, gosling_handover)
