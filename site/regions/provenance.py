"""Where the figures of the reference data come from, in the words of site/data/ATTRIBUTION.md."""

from django.utils.translation import gettext_lazy as _

AREA_AND_POPULATION = _("Statistisches Bundesamt (Destatis), Stand 31.12.2019")
FOREIGN_SHARE = _("Regionalatlas Deutschland, Stand 2019")
