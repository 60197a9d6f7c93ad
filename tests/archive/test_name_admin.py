"""The admin of names: forms beside the preferred ones, proposals, duplicates, merging by hand."""

import pytest
from django.urls import reverse

from archive.models import Name
from tests.make import link_name, make_form, make_item, make_name, make_panel, tell_of
from tests.reading import form_values, links, tree, words


def page(name: Name, which: str = "change") -> str:
    return reverse(f"admin:archive_name_{which}", args=[name.pk])


def test_identifiers_are_written_one_to_a_line_and_checked(log_in):
    client, name = log_in("curator"), make_name(external_ids=["viaf:113230702"])
    values = form_values(client.get(page(name)), "name_form")
    assert values["external_ids"] == "viaf:113230702"
    response = client.post(page(name), {**values, "external_ids": "wikidata:57436"})
    assert "looks like Q57436" in " ".join(words(tree(response), "//ul[@class='errorlist']"))
    client.post(page(name), {**values, "external_ids": "wikidata:Q57436\r\n\r\nviaf:113230702\r\n"})
    name.refresh_from_db()
    assert name.external_ids == ["wikidata:Q57436", "viaf:113230702"]


def test_a_form_added_below_is_found_at_once(log_in):
    client, name = log_in("curator"), make_name()
    values = form_values(client.get(page(name)), "name_form")
    values |= {"forms-TOTAL_FORMS": "1", "forms-0-form": "Ц.Элбэгдорж", "forms-0-kind": "initials"}
    values |= {"forms-0-language": "mn", "forms-0-script": "Cyrl", "forms-0-order": "0"}
    assert client.post(page(name), values).status_code == 302
    assert [form.form for form in name.forms.all()] == ["Ц.Элбэгдорж"]
    address = reverse("admin:archive_name_changelist")
    make_name(name_mn="Бат")
    found = tree(client.get(address, {"q": "Ц.Элбэгдорж"}))
    assert words(found, "//table[@id='result_list']/tbody//th") == ["Tsakhiagiin Elbegdorj"]


def test_a_likely_duplicate_is_pointed_out(log_in):
    name, other = make_name(), make_name(name_mn="Ц.Элбэгдорж")
    root = tree(log_in("curator").get(page(name)))
    assert links(root, "//section[@aria-labelledby='alike']") == [
        page(other),
        f"{page(name, 'merge')}?with={other.pk}",
    ]
    assert links(
        tree(log_in("reviewer").get(page(name))), "//section[@aria-labelledby='alike']"
    ) == [page(other)]
    pairs = tree(log_in("reviewer").get(reverse("admin:archive_name_alike")))
    assert links(pairs, "//ul[@class='pairs']") == [page(name), page(other)]


def test_the_latin_form_is_taken_over_with_one_button(log_in):
    client, name = log_in("curator"), make_name(name_mn="Юмжаагийн Цэдэнбал")
    root = tree(client.get(page(name)))
    assert words(root, "//div[@class='beside']//strong") == ["Yumjaagiin Tsedenbal"]
    assert root.xpath("//div[@class='beside']/form/@action") == [page(name, "latin")]
    client.post(page(name, "latin"))
    name.refresh_from_db()
    assert name.name_en == "Yumjaagiin Tsedenbal"
    assert not tree(client.get(page(name))).xpath("//div[@class='beside']")


def test_two_names_are_compared_merged_and_parted_again(log_in):
    client, kept, merged = log_in("curator"), make_name(), make_name(name_mn="Ц.Элбэгдорж")
    make_form(merged, "Элбэгдорж")
    link_name(merged, make_item()), tell_of(merged, make_panel())
    address = f"{page(kept, 'merge')}?with={merged.pk}"
    said = " ".join(words(tree(client.get(address)), "//main//li"))
    for part in ("“Ц.Элбэгдорж” becomes a variant.", "“Элбэгдорж” moves over.", "move over: 2"):
        assert part in said
    assert Name.objects.current().count() == 2
    response = client.post(page(kept, "merge"), {"with": merged.pk}, follow=True)
    assert "was merged into" in " ".join(words(tree(response), "//ul[@class='messagelist']"))
    root = tree(client.get(page(merged)))
    assert not root.xpath("//input[@name='_save']")
    assert root.xpath("//form/@action").count(page(merged, "unmerge")) == 1
    listed = reverse("admin:archive_name_changelist")
    assert page(merged) not in str(client.get(listed).content)
    assert page(merged) in str(client.get(f"{listed}?merged=yes").content)
    told = tree(client.get(page(kept)))
    assert words(told, "//div[@class='beside']//li/span") == [
        f"{merged} was merged into this name."
    ]
    assert told.xpath("//div[@class='beside']//form/@action") == [page(merged, "unmerge")]
    looked = tree(log_in("reviewer").get(page(kept)))
    assert links(looked, "//div[@class='beside']") == [page(merged)]
    assert not looked.xpath("//div[@class='beside']//form")
    log_in("curator")
    client.post(page(merged, "unmerge"))
    merged.refresh_from_db()
    assert merged.merged_into is None and merged.item_links.count() == 1


@pytest.mark.parametrize("with_", ["self", "place", "x", "99999", "9" * 30])
def test_impossible_merges_are_refused_in_words(log_in, with_):
    client, name, place = log_in("curator"), make_name(), make_name("place", name_mn="Дархан")
    key = {"self": name.pk, "place": place.pk}.get(with_, with_)
    for send in (client.get, client.post):
        response = send(page(name, "merge"), {"with": key}, follow=True)
        if with_ in ("self", "place"):
            assert words(tree(response), "//ul[@class='messagelist']/li[@class='error']")
        else:
            assert response.status_code == 404
    assert Name.objects.current().count() == 2


def test_the_other_name_is_chosen_first(log_in):
    client, name, other = log_in("curator"), make_name(), make_name()
    assert tree(client.get(page(name, "merge"))).xpath("//select[@name='other']")
    response = client.post(page(name, "merge"), {"other": other.pk})
    assert response.headers["Location"] == f"?with={other.pk}"
    response = client.post(page(name, "merge"), {"other": "x"})
    assert words(tree(response), "//ul[@class='messagelist']/li[@class='error']")


def test_two_names_chosen_in_the_list_are_merged(log_in):
    client, names = log_in("curator"), [make_name(), make_name(), make_name()]
    listed, keys = reverse("admin:archive_name_changelist"), [name.pk for name in names]
    sent = {"action": "merge_chosen", "_selected_action": keys[:2]}
    assert "/merge/?with=" in client.post(listed, sent).headers["Location"]
    sent["_selected_action"] = keys
    response = client.post(listed, sent, follow=True)
    assert "Choose exactly two names." in words(tree(response), "//ul[@class='messagelist']/li")
    assert not tree(log_in("reviewer").get(listed)).xpath("//option[@value='merge_chosen']")


def test_choosing_shows_kind_and_dates_and_no_merged_names(log_in):
    client, name = log_in("curator"), make_name(date="1963/..")
    merged = make_name(name_mn="Ц.Элбэгдорж")
    client.post(page(name, "merge"), {"with": merged.pk})
    for model, field in (("archive.namelink", "name"), ("exhibits.panelname", "name")):
        app, model_name = model.split(".")
        query = {"app_label": app, "model_name": model_name, "field_name": field}
        found = client.get("/admin/autocomplete/", {**query, "term": "Элбэгдорж"}).json()["results"]
        assert [row["id"] for row in found] == [str(name.pk)]
        assert "Person" in found[0]["text"] and "1963" in found[0]["text"]


def test_translators_write_the_name_in_their_language_and_nothing_else(log_in):
    name = make_name(name_mn="Ц.Элбэгдорж")
    client = log_in("translator-ja")
    address = f"{page(name)}?language=ja"
    root = tree(client.get(address))
    assert root.xpath("//input[@name='name_ja']") and not root.xpath(
        "//input[@name='forms-0-form']"
    )
    values = form_values(client.get(address), "name_form")
    client.post(address, {**values, "name_ja": "エルベグドルジ", "kind": "place"})
    name.refresh_from_db()
    assert (name.name_ja, name.kind) == ("エルベグドルジ", "person")
    assert Name.objects.matching("エルベグドルジ").get() == name


@pytest.mark.parametrize("size", [2, 60])
def test_the_list_and_the_pairs_do_not_grow(log_in, size, django_assert_max_num_queries):
    client = log_in("curator")
    letters = "бвгдзклмнпрст"
    for number in range(size):
        given = f"Оюу{letters[number % 13]}а{letters[number // 13]}"
        make_name(name_mn=f"Батын {given}"), make_name(name_mn=f"Б.{given}")
    with django_assert_max_num_queries(10):
        client.get(reverse("admin:archive_name_changelist"))
    with django_assert_max_num_queries(10):
        pairs = tree(client.get(reverse("admin:archive_name_alike")))
    assert len(pairs.xpath("//ul[@class='pairs']/li")) == size
