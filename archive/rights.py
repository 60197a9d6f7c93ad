"""Rights statements by URI, with plain words.

Creative Commons and RightsStatements.org; the URIs are those that IIIF Presentation 3 and
schema.org expect (http, not https).
"""

from django.utils.translation import gettext_lazy as _

CC = "http://creativecommons.org"
RS = "http://rightsstatements.org/vocab"

RIGHTS = [
    (f"{CC}/publicdomain/zero/1.0/", _("Public domain dedication (CC0 1.0)")),
    (f"{CC}/publicdomain/mark/1.0/", _("Public domain (Public Domain Mark 1.0)")),
    (f"{CC}/licenses/by/4.0/", _("Free to use, naming the source (CC BY 4.0)")),
    (
        f"{CC}/licenses/by-sa/4.0/",
        _("Free to use and to share alike, naming the source (CC BY-SA 4.0)"),
    ),
    (
        f"{CC}/licenses/by-nc/4.0/",
        _("Free to use without commercial purpose, naming the source (CC BY-NC 4.0)"),
    ),
    (
        f"{CC}/licenses/by-nd/4.0/",
        _("Free to use unchanged, naming the source (CC BY-ND 4.0)"),
    ),
    (
        f"{CC}/licenses/by-nc-sa/4.0/",
        _("Free to share alike without commercial purpose, naming the source (CC BY-NC-SA 4.0)"),
    ),
    (
        f"{CC}/licenses/by-nc-nd/4.0/",
        _("Free to use unchanged without commercial purpose, naming the source (CC BY-NC-ND 4.0)"),
    ),
    (f"{RS}/InC/1.0/", _("In copyright")),
    (f"{RS}/InC-OW-EU/1.0/", _("In copyright – orphan work in the European Union")),
    (f"{RS}/InC-EDU/1.0/", _("In copyright – educational use permitted")),
    (f"{RS}/InC-NC/1.0/", _("In copyright – non-commercial use permitted")),
    (f"{RS}/InC-RUU/1.0/", _("In copyright – rights-holder unknown or not to be found")),
    (f"{RS}/NoC-CR/1.0/", _("No copyright – contractual restrictions")),
    (f"{RS}/NoC-NC/1.0/", _("No copyright – non-commercial use only")),
    (f"{RS}/NoC-OKLR/1.0/", _("No copyright – other known legal restrictions")),
    (f"{RS}/NoC-US/1.0/", _("No copyright – United States")),
    (f"{RS}/CNE/1.0/", _("Copyright not evaluated")),
    (f"{RS}/UND/1.0/", _("Copyright undetermined")),
    (f"{RS}/NKC/1.0/", _("No known copyright")),
]
