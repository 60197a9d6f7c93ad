// Choosing an archival item by its picture and code, and then one of its page images.
(function ($) {
  "use strict";
  function row(item) {
    if (!item.id) return item.text;
    const box = $("<div class='choice-row'></div>");
    if (item.picture) box.append($("<img alt=''>").attr("src", item.picture));
    const words = $("<div></div>").append($("<span></span>").text(item.title || item.text));
    const facts = [item.code, item.date].filter(Boolean).join(" · ");
    if (facts) words.append($("<small></small>").text(facts));
    return box.append(words);
  }
  function pageInput(select) {
    return document.getElementById(select.id.replace(/-item$/, "-digital_object"));
  }
  function choices(select, card) {
    const input = pageInput(select);
    const list = document.createElement("div");
    list.className = "page-choices";
    list.setAttribute("role", "group");
    list.setAttribute("aria-label", gettext("Page image"));
    card.pages.forEach(function (page, index) {
      const button = document.createElement("button");
      const picture = document.createElement("img");
      button.type = "button";
      picture.src = page.picture;
      picture.alt = page.alt || page.label;
      const chosen = input && (input.value ? input.value === String(page.id) : index === 0);
      button.setAttribute("aria-pressed", chosen ? "true" : "false");
      button.append(picture, document.createTextNode(page.label));
      button.addEventListener("click", function () {
        if (!input || input.readOnly) return;
        input.value = page.id;
        list.querySelectorAll("button").forEach((b) => b.setAttribute("aria-pressed", b === button ? "true" : "false"));
      });
      list.append(button);
    });
    return list;
  }
  async function show(select) {
    const place = select.closest(".form-row") || select.parentElement;
    const clear = () => place.querySelectorAll(".chosen-item").forEach((old) => old.remove());
    clear();
    if (!select.value) return;
    const base = select.dataset.cards;
    const response = await fetch(base.replace("/0/", "/" + encodeURIComponent(select.value) + "/"));
    if (!response.ok) return;
    const card = await response.json();
    const box = document.createElement("div");
    box.className = "chosen-item";
    const facts = document.createElement("div");
    facts.className = "facts";
    const code = document.createElement("code");
    code.textContent = card.code;
    facts.append(card.repository, code, card.date);
    box.append(choices(select, card), facts);
    clear(); // another answer may have come first
    place.append(box);
  }
  function start(select) {
    const $select = $(select);
    $select.select2({
      ajax: {
        data: (params) => ({
          term: params.term, page: params.page,
          app_label: select.dataset.appLabel, model_name: select.dataset.modelName,
          field_name: select.dataset.fieldName,
        }),
      },
      templateResult: row,
      width: "min(100%, 34rem)",
    });
    const group = select.closest(".inline-group");
    if (group) group.classList.add("js-pages");
    $select.on("change", function () {
      const input = pageInput(select);
      if (input) input.value = "";
      show(select);
    });
    show(select);
  }
  $(function () {
    $(".item-chooser").not("[name*=__prefix__]").each(function () { start(this); });
  });
  document.addEventListener("formset:added", function (event) {
    event.target.querySelectorAll(".item-chooser").forEach(start);
  });
})(django.jQuery);
