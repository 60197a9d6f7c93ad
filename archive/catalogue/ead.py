"""What EAD and ISAD(G) say to each other: one table for reading and writing.

Source: EAD3 (namespace below), EAD 2002, ISAD(G) second edition; see docs/reference/ead.md.
"""

EAD3 = "http://ead3.archivists.org/schema/"
EAD2002 = "urn:isbn:1-931666-22-9"
AGENT = "Tsuzuri"  # who wrote a file: ours are read back without tidying

# Fields that are words, by element of archdesc and c. ``localtype`` tells equals apart.
ELEMENTS: dict[str, tuple[str, str]] = {
    "administrative_history": ("bioghist", ""),
    "archival_history": ("custodhist", ""),
    "acquisition": ("acqinfo", ""),
    "scope_and_content": ("scopecontent", ""),
    "appraisal": ("appraisal", ""),
    "accruals": ("accruals", ""),
    "arrangement": ("arrangement", ""),
    "access_conditions": ("accessrestrict", ""),
    "reproduction_conditions": ("userestrict", ""),
    "physical_characteristics": ("phystech", ""),
    "finding_aids": ("otherfindaid", ""),
    "location_of_originals": ("originalsloc", ""),
    "location_of_copies": ("altformavail", ""),
    "related_units": ("relatedmaterial", ""),
    "publication_note": ("bibliography", ""),
    "note": ("odd", ""),
    "archivists_note": ("processinfo", ""),
    "rules": ("processinfo", "rules"),
    "dates_of_description": ("processinfo", "dates_of_description"),
    "credit_line": ("userestrict", "credit_line"),
}
# Facts that EAD has no place of their own for.
FACTS: dict[str, tuple[str, str]] = {
    "rights": ("legalstatus", "rights"),
    "closed_until": ("accessrestrict", "closed_until"),
    "viewing_direction": ("odd", "viewing_direction"),
    "source_language": ("odd", "source_language"),
    "order": ("odd", "order"),
}
FIELD_OF = {place: field for field, place in {**ELEMENTS, **FACTS}.items()}
# EAD 2002 says some of it in other words.
FIELD_OF |= {("separatedmaterial", ""): "related_units", ("note", ""): "note"}

NAMES = {
    "persname": "person",
    "famname": "family",
    "corpname": "corporate body",
    "name": "corporate body",
    "geogname": "place",
    "subject": "subject",
}
TAG_OF = {kind: tag for tag, kind in NAMES.items() if tag != "name"}
GROUP_OF = {"geogname": "places", "subject": "subjects"}

LEVELS = {
    **{level: level for level in ("fonds", "subfonds", "series", "subseries", "file", "item")},
    **{"collection": "fonds", "recordgrp": "fonds", "subgrp": "subfonds", "class": "series"},
}

# ISO 639-2/B, as EAD asks for, and ISO 639-1.
THREE_LETTERS = {
    **{"en": "eng", "ja": "jpn", "mn": "mon", "ru": "rus", "zh": "chi", "ko": "kor", "de": "ger"},
    **{"fr": "fre", "es": "spa", "it": "ita", "nl": "dut", "pl": "pol", "cs": "cze", "hu": "hun"},
    **{"bo": "tib", "kk": "kaz", "ug": "uig", "tr": "tur", "la": "lat", "el": "gre", "vi": "vie"},
    **{"pt": "por", "sv": "swe", "fi": "fin", "uk": "ukr", "bg": "bul", "ro": "rum", "ar": "ara"},
    **{"fa": "per", "hi": "hin", "sa": "san", "th": "tha", "id": "ind"},
}
TWO_LETTERS = {three: two for two, three in THREE_LETTERS.items()}
SCRIPTS = {"en": "Latn", "ja": "Jpan", "mn": "Cyrl"}
