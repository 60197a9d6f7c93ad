// Suggestions under the search box, after the ARIA combobox pattern; without it the form works alike.
(function () {
  "use strict";

  const PAUSE = 150; // milliseconds after the last key

  document.querySelectorAll("form[data-suggestions]").forEach(function (form) {
    const input = form.querySelector("input[type='search']");
    const list = document.createElement("ul");
    const status = document.createElement("p");
    let chosen = -1, timer = 0, asked = 0;

    list.className = "suggestions";
    list.id = input.id + "-suggestions";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", form.dataset.label);
    list.hidden = true;
    status.className = "visually-hidden";
    status.setAttribute("role", "status");
    form.append(list, status);
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", list.id);
    input.setAttribute("aria-expanded", "false");

    function close() {
      list.hidden = true;
      status.textContent = "";
      chosen = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }

    function show(rows) {
      list.replaceChildren(...rows.map(option));
      chosen = -1;
      input.removeAttribute("aria-activedescendant");
      list.hidden = rows.length === 0;
      input.setAttribute("aria-expanded", String(rows.length > 0));
      status.textContent = rows.length ? form.dataset.found.replace("{count}", rows.length) : "";
    }

    function option(row, number) {
      const item = document.createElement("li");
      const link = document.createElement("a");
      const title = document.createElement("span");
      const kind = document.createElement("span");
      item.id = list.id + "-" + number;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      link.href = row.url;
      link.tabIndex = -1;
      title.textContent = row.title;
      title.lang = row.lang;
      kind.textContent = row.kind;
      kind.className = "quiet";
      link.append(title, kind);
      item.append(link);
      return item;
    }

    function choose(number) {
      const options = list.children;
      if (chosen >= 0) options[chosen].setAttribute("aria-selected", "false");
      chosen = number < -1 ? options.length - 1 : number >= options.length ? -1 : number;
      if (chosen < 0) {
        input.removeAttribute("aria-activedescendant");
        return;
      }
      options[chosen].setAttribute("aria-selected", "true");
      options[chosen].scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", options[chosen].id);
    }

    function ask() {
      const number = ++asked;
      const text = input.value.trim();
      if (!text) return close();
      fetch(form.dataset.suggestions + "?q=" + encodeURIComponent(text))
        .then(function (response) { return response.ok ? response.json() : { suggestions: [] }; })
        .then(function (found) {
          if (number === asked && document.activeElement === input) show(found.suggestions);
        })
        .catch(close);
    }

    input.addEventListener("input", function () {
      window.clearTimeout(timer);
      timer = window.setTimeout(ask, PAUSE);
    });
    input.addEventListener("keydown", function (event) {
      if (event.isComposing || list.hidden) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        choose(chosen + (event.key === "ArrowDown" ? 1 : -1));
      } else if (event.key === "Enter" && chosen >= 0) {
        event.preventDefault();
        window.location.assign(list.children[chosen].firstChild.href);
      } else if (event.key === "Escape") {
        event.preventDefault();
        close();
      }
    });
    list.addEventListener("mousedown", function (event) { event.preventDefault(); });
    input.addEventListener("blur", close);
  });
})();
