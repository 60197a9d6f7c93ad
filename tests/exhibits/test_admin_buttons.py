"""Who may only read has no buttons to change; what opens to whom is in the matrix of roles."""

import pytest
from django.urls import reverse

from tests.exhibits.test_admin_pages import MAKERS, REGISTERED
from tests.reading import tree

ACCOUNTS = ("auth_group", "auth_user", "exhibits_person")


@pytest.mark.parametrize("person", ["reviewer", "translator-ja"])
@pytest.mark.parametrize("model", [name for name in REGISTERED if name not in ACCOUNTS])
def test_who_may_not_change_has_no_button(log_in, model, person):
    client, obj = log_in(person), MAKERS[model]()
    # The source is named: without it, a translator is led to the form that is open to them.
    source = {"language": getattr(obj, "source_language", "")}
    root = tree(client.get(reverse(f"admin:{model}_change", args=[obj.pk]), source))
    assert not root.xpath(
        "//input[@name='_save'] | //a[@class='deletelink'] | //a[@class='addlink']"
    )
    listed = tree(client.get(reverse(f"admin:{model}_changelist")))
    assert not listed.xpath("//option[@value='delete_selected'] | //main//a[@class='addlink']")
