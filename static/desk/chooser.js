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
      const isFirst = card.first + index === 1;
      const chosen = input && (input.value ? input.value === String(page.id) : isFirst);
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
  // Documents of thousands of pages: some pictures at a time, with ways to the others.
  function paging(card, turnTo) {
    const bar = document.createElement("div");
    bar.className = "page-turning";
    const last = card.first + card.pages.length - 1;
    const said = document.createElement("span");
    const words = gettext("Pages %(first)s–%(last)s of %(total)s");
    const figure = (number) => number.toLocaleString(document.documentElement.lang);
    said.textContent = interpolate(words, {
      first: figure(card.first), last: figure(last), total: figure(card.total),
    }, true);
    said.setAttribute("role", "status");
    const turn = function (name, words, sign, number, isThere) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = sign;
      button.dataset.turn = name;
      button.setAttribute("aria-label", words);
      button.disabled = !isThere;
      button.addEventListener("click", () => turnTo(number, name));
      return button;
    };
    const label = document.createElement("label");
    const input = document.createElement("input");
    input.type = "number";
    input.min = 1;
    input.max = card.total;
    input.dataset.turn = "number";
    input.addEventListener("change", () => input.value && turnTo(input.value, "number"));
    input.addEventListener("keydown", function (event) {
      if (event.key !== "Enter") return;
      event.preventDefault(); // it would save the whole form
      if (input.value) turnTo(input.value, "number");
    });
    label.append(gettext("Go to page"), input);
    bar.append(
      turn("back", gettext("Previous pages"), "‹", card.first - card.at_once, card.first > 1),
      said,
      turn("on", gettext("Next pages"), "›", last + 1, last < card.total),
      label,
    );
    return bar;
  }
  function cardUrl(select, asked) {
    const base = select.dataset.cards.replace("/0/", "/" + encodeURIComponent(select.value) + "/");
    return base + "?" + new URLSearchParams(asked);
  }
  function pages(select, card) {
    const box = document.createElement("div");
    box.className = "chosen-pages";
    box.append(choices(select, card));
    if (card.total > card.pages.length) box.append(paging(card, turnTo));
    let latest = "";
    async function turnTo(number, from) {
      if (latest === String(number)) return; // Enter and the change that follows
      latest = String(number);
      const response = await fetch(cardUrl(select, { page: number }));
      if (!response.ok || !box.isConnected) return;
      const next = await response.json();
      const turned = pages(select, next);
      box.replaceWith(turned);
      const buttons = turned.querySelectorAll(".page-choices button");
      bringIntoView(turned, from === "number" ? buttons[number - next.first] : null);
      const control = turned.querySelector("[data-turn=" + from + "]:not(:disabled)");
      (control || turned.querySelector("[data-turn=number]")).focus();
    }
    return box;
  }
  function bringIntoView(box, button) {
    const list = box.querySelector(".page-choices");
    if (button) list.scrollTop = button.offsetTop;
  }
  async function show(select) {
    const place = select.closest(".form-row") || select.parentElement;
    const clear = () => place.querySelectorAll(".chosen-item").forEach((old) => old.remove());
    clear();
    if (!select.value) return;
    const input = pageInput(select);
    const response = await fetch(cardUrl(select, input && input.value ? { chosen: input.value } : {}));
    if (!response.ok) return;
    const card = await response.json();
    const box = document.createElement("div");
    box.className = "chosen-item";
    const facts = document.createElement("div");
    facts.className = "facts";
    const code = document.createElement("code");
    code.textContent = card.code;
    facts.append(card.repository, code, card.date);
    box.append(pages(select, card), facts);
    clear(); // another answer may have come first
    place.append(box);
    bringIntoView(box, box.querySelector("[aria-pressed=true]"));
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
