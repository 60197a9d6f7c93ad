"""Codes of languages as descriptions use them: ISO 639 with a script after BCP 47 (mn-Mong)."""

import re

from django.utils.translation import gettext as _

# ISO 639-1.
TWO_LETTERS = """
    aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv
    cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr
    ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw
    ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv
    ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr
    ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi
    yo za zh zu
"""
# Those of ISO 639-2 that have no code of two letters, and relatives of Mongolian, Chinese and
# Japanese from ISO 639-3. qaa to qtz are for private use.
THREE_LETTERS = """
    ace ach ada ady afa afh ain akk ale alg alt ang anp apa arc arn arp art arw ast ath aus
    awa bad bai bal ban bas bat bej bem ber bho bik bin bla bnt bra btk bua bug bxr byn cad
    cai car cau ceb cel chb chg chk chm chn cho chp chr chy ckv cmc cmn cnr cop cpe cpf cpp
    crh crp csb cus dak dar day del den dgr din doi dra dsb dua dum dyu efi egy eka elx enm
    ewo fan fat fil fiu fon frm fro frr frs fur gaa gay gba gem gez gil gmh goh gon gor got
    grb grc gsw gwi hai hak haw hil him hit hmn hsb hup iba ijo ilo inc ine inh ira iro jbo
    jpr jrb kaa kab kac kam kar kaw kbd kha khi khk kho kmb kok kos kpe krc krl kro kru kum
    kut lad lah lam lez lol loz lua lui lun luo lus lzh mad mag mai mak man map mas mdf mdr
    men mga mic min mkh mnc mni mno moh mos mul mun mus mvf mwl mwr myn myv nah nai nan nap
    nds new nia nic niu nog non nqo nso nub nwc nym nyn nyo nzi osa ota oto paa pag pal pam
    pap pau peo phi phn pon pra pro raj rap rar roa rom rup ryu sad sah sai sal sam sas sat
    scn sco sel sem sga sgn shn sid sio sit sla sma smi smj smn sms snk sog son srn srr ssa
    suk sus sux syc syr tai tem ter tet tig tiv tkl tlh tli tmh tog tpi tsi tum tup tut tvl
    tyv udm uga umb und vai vot wak wal war was wen wuu xal yao yap ypk yue zap zbl zen zgh
    znd zun zxx zza
"""
KNOWN = frozenset([*TWO_LETTERS.split(), *THREE_LETTERS.split()])
SHAPE = re.compile(
    r"(?P<language>[A-Za-z]{2,3})(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?(-[A-Za-z0-9]{5,8})*"
)
PRIVATE = re.compile("q[a-t][a-z]")


def is_language(code: str) -> bool:
    """Whether a code has the shape of BCP 47 and begins with a known language."""
    match = SHAPE.fullmatch(code)
    if match is None or len(code) > 35:
        return False
    language = match["language"].lower()
    return language in KNOWN or bool(PRIVATE.fullmatch(language))


def check_languages(codes: str) -> None:
    """Raise ValueError, with a sentence, unless every code joined by | is a known language."""
    for code in codes.split("|") if codes else ():
        if not is_language(code):
            message = _(
                "“%(code)s” is not the code of a language. Write for example mn, mn-Mong, ja, ru "
                "or mnc; join several with |."
            )
            raise ValueError(message % {"code": code[:40]})
