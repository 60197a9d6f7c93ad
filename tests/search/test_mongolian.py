"""Mongolian words of which the letters do not tell what is an ending: forms meet, others do not."""

import pytest

from search.analysis import fold
from search.mongolian import mongolian_stems


def stems(word: str) -> set[str]:
    return set(mongolian_stems(fold(word)))


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        # A final short vowel goes after two consonants.
        ("тамга", "тамгыг тамганы тамгатай тамгаар"),
        ("барилга", "барилгын барилгад барилгатай барилгууд"),
        ("барилгатай", "барилгын барилгыг"),
        ("арга", "аргын аргыг аргаар"),
        ("алба", "албаны албанд"),
        ("мянга", "мянган мянгад"),
        ("тоосго", "тоосгоор"),
        # -д and -т after ь.
        ("морь", "морьдыг морьд морьтой морины"),
        ("сургууль", "сургуульд сургуулийн"),
        ("хууль", "хуульд хуулийн"),
        ("хувь", "хувьд"),
        # The vowel of -ид and -од goes.
        ("малчин", "малчид малчдын малчдад"),
        ("сурагч", "сурагчид сурагчдын"),
        ("уншигч", "уншигчдад"),
        ("хүүхэд", "хүүхдийн хүүхдүүд хүүхдэд хүүхэдтэй"),
        ("нөхөд", "нөхдийн нөхдөд"),
        # Who does something.
        ("олзлогдогч", "олзлогдогчид олзлогдогсод олзлогдогсдын олзлогдогсдоо"),
        # A н or г that is of the word, or of the ending.
        ("кино", "киноны"),
        ("иргэн", "иргэний иргэд"),
        ("бичиг", "бичгийн бичигийн бичгүүд"),
        ("Хөшгийн", "Хөшигийн"),
        ("Чулуу", "Чулуугийн"),
        ("Осака", "Осакагийн"),
        ("каталог", "каталогийн"),
        ("Чойбалсан", "Чойбалсанг"),
        ("хот", "хотдоо хотод"),
        ("сайд", "сайдаа сайдын"),
        ("хаан", "хааны хаанд хаанаас"),
        ("зуун", "зууны зуунд"),
    ],
)
def test_forms_of_a_word_meet(word, forms):
    assert [form for form in forms.split() if not stems(word) & stems(form)] == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("гэр", "гэрээ"),
        ("гэрийн", "гэрээний"),
        ("гэр", "гэрэл"),
        ("арга", "аргал"),
        ("аргын", "аргалын"),
        ("ард", "аргын"),
        ("сайд", "сайн"),
        ("бага", "баганын"),
        ("орно", "орнууд"),
        ("хүснэ", "хүснэгт"),
        ("хан", "хана"),
        ("хаан", "хана"),
        ("мал", "малчин"),
        ("сум", "сумо"),
        ("морь", "мод"),
        ("бичиг", "бичил"),
        ("гэр", "гэргий"),
    ],
)
def test_other_words_stay_apart(one, other):
    assert not stems(one) & stems(other)


def test_the_likeliest_stem_is_first():
    assert mongolian_stems("барилгатай") == ("барилга", "барилг")
    assert mongolian_stems("киноны") == ("кин", "кино")
