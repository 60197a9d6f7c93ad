"""Light stems: forms of one word meet, other words stay apart."""

import pytest

from search.analysis import fold
from search.stems import same_word, stem, stems, words


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("засаг", "засгийн засагт засгаас засгийг засгаар засагтай"),
        ("Улаанбаатар", "Улаанбаатарт Улаанбаатарын Улаанбаатараас Улаанбаатараар"),
        ("улс", "улсын улсад улсаас улсууд улсуудын улстай"),
        ("Монгол", "Монголын Монголд Монголоос Монголтой Монголчууд"),
        ("Япон", "Японы Японд Японоос Японтой Япончууд Япончуудын"),
        ("гэрээ", "гэрээний гэрээнд гэрээг гэрээгээр гэрээнээс гэрээнүүд"),
        ("гэр", "гэрийн гэрт гэрээс гэрийг"),
        ("архив", "архивын архивт архиваас архивууд архивуудад"),
        ("баримт", "баримтын баримтад баримтыг баримтаас баримтууд"),
        ("элчин", "элчингийн элчинд"),
        ("сайд", "сайдын сайдаас сайдад сайдтай"),
        ("харилцаа", "харилцааны харилцаанд харилцааг харилцаагаар"),
        ("үзэсгэлэн", "үзэсгэлэнгийн үзэсгэлэнд үзэсгэлэнгээс"),
        ("иргэн", "иргэний иргэнээс иргэд"),
        ("гурав", "гурван гурвын"),
        ("яам", "яамны яаманд яамтай яамнаас"),
        ("тогтоол", "тогтоолын тогтоолоор тогтоолд тогтоолууд"),
        ("хөдөлмөр", "хөдөлмөрийн ходолморийн"),
        ("сургууль", "сургуулийн сургуульд сургуулиас"),
        ("Элбэгдорж", "Элбэгдоржийн Элбэгдоржид Элбэгдоржоос"),
        ("resolution", "resolutions resolution's"),
        ("embassy", "embassies embassy’s"),
        ("press", "press"),
        ("Mongolia", "Mongolia's Mongolia’s"),
    ],
)
def test_forms_of_a_word_meet(word, forms):
    apart = [form for form in forms.split() if not same_word(fold(word), fold(form))]
    assert apart == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("гэр", "гэрээ"),
        ("гэрийн", "гэрээний"),
        ("хот", "хоёр"),
        ("сар", "сарнай"),
        ("улс", "улаан"),
        ("архив", "архи"),
        ("сайд", "сайн"),
        ("press", "present"),
        ("Элбэгдорж", "Элбэгсайхан"),
    ],
)
def test_other_words_stay_apart(one, other):
    assert not same_word(fold(one), fold(other))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("БНМАУ-ын", ["бнмау"]),
        ("БНМАУ‑ын Засгийн газар", ["бнмау", "засгийн", "газар"]),
        ("иэн10-д", ["иэн", "10"]),
        ("Ц.Элбэгдоржийн", ["ц", "элбэгдоржийн"]),
        ("“Үнэн”-ий дугаар", ["унэн", "дугаар"]),
        ("Үндэсний төв архив", ["ундэсний", "тов", "архив"]),
        ("Mongolia’s Unit-66", ["mongolia's", "unit", "66"]),
        ("ундэсний", ["ундэсний"]),
    ],
)
def test_words_are_taken_apart(text, found):
    assert [word.replace("’", "'") for word in words(text)] == found


def test_letters_that_many_keyboards_lack_do_not_matter():
    assert (
        stems("Өвөрхангай, Үндэсний")
        == stems("Оворхангай, Ундэсний")
        == stems("Ѳвѳрхангай, Үндэсний")
    )


def test_what_is_neither_cyrillic_nor_latin_stays():
    assert stem("京都") == "京都" != stem("東京都")


@pytest.mark.parametrize(
    ("word", "form"),
    [("архив", "архивт"), ("засаг", "засагт"), ("Токио", "Токиод"), ("хэлэлцээр", "хэлэлцээрийн")],
)
def test_stems_are_equal_where_a_key_is_looked_up(word, form):
    assert stems(word) == stems(form)
