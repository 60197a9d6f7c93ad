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

# What a reader may do, in a sentence or two; the statement itself has the last word.
MEANINGS = {
    f"{CC}/publicdomain/zero/1.0/": _(
        "You may copy, change and publish it for any purpose without asking. "
        "Its rights have been given up."
    ),
    f"{CC}/publicdomain/mark/1.0/": _(
        "You may copy, change and publish it for any purpose without asking. "
        "It is free of known copyright."
    ),
    f"{CC}/licenses/by/4.0/": _(
        "You may copy, change and publish it for any purpose, if you name the source and say "
        "what you have changed."
    ),
    f"{CC}/licenses/by-sa/4.0/": _(
        "You may copy, change and publish it for any purpose, if you name the source and give "
        "what you make of it under the same licence."
    ),
    f"{CC}/licenses/by-nc/4.0/": _(
        "You may copy, change and publish it if you name the source, but not to earn money."
    ),
    f"{CC}/licenses/by-nd/4.0/": _(
        "You may copy and publish it for any purpose if you name the source, but only unchanged."
    ),
    f"{CC}/licenses/by-nc-sa/4.0/": _(
        "You may copy, change and publish it if you name the source and give what you make of it "
        "under the same licence, but not to earn money."
    ),
    f"{CC}/licenses/by-nc-nd/4.0/": _(
        "You may copy and publish it if you name the source, but only unchanged and not to earn "
        "money."
    ),
    f"{RS}/InC/1.0/": _(
        "It is protected by copyright. You may look at it and quote from it as the law allows; "
        "for any other use ask the holder of the rights."
    ),
    f"{RS}/InC-OW-EU/1.0/": _(
        "It is protected by copyright, but who holds the rights could not be found. In the "
        "European Union it is registered as an orphan work; other uses are at your own risk."
    ),
    f"{RS}/InC-EDU/1.0/": _(
        "It is protected by copyright. You may use it for teaching and learning; for any other "
        "use ask the holder of the rights."
    ),
    f"{RS}/InC-NC/1.0/": _(
        "It is protected by copyright. You may use it as long as you earn no money with it; for "
        "any other use ask the holder of the rights."
    ),
    f"{RS}/InC-RUU/1.0/": _(
        "It is protected by copyright, but who holds the rights is not known or could not be "
        "found. For more than the law allows nobody can give you leave."
    ),
    f"{RS}/NoC-CR/1.0/": _(
        "It is free of copyright, but a contract limits its use. Ask the repository before you "
        "publish it."
    ),
    f"{RS}/NoC-NC/1.0/": _(
        "It is free of copyright, but may be used without commercial purpose only, as was agreed "
        "when it was digitised."
    ),
    f"{RS}/NoC-OKLR/1.0/": _(
        "It is free of copyright, but other laws limit its use, for example those that protect "
        "persons or cultural heritage. Ask the repository before you publish it."
    ),
    f"{RS}/NoC-US/1.0/": _(
        "In the United States it is free of copyright. In other countries it may be protected: "
        "see to it yourself before you publish it."
    ),
    f"{RS}/CNE/1.0/": _(
        "Nobody has yet examined whether copyright protects it. You may look at it and quote from "
        "it as the law allows; ask the repository before you publish it."
    ),
    f"{RS}/UND/1.0/": _(
        "It was examined, but whether copyright protects it could not be settled. Ask the "
        "repository before you publish it."
    ),
    f"{RS}/NKC/1.0/": _(
        "Nothing is known that would make it protected by copyright, but this is no promise. Use "
        "it with care and name the source."
    ),
}
