// Rows of an inline are moved with buttons instead of typed numbers.
(function () {
  "use strict";
  function rows(group) {
    return Array.from(group.querySelectorAll(".inline-related, tr.form-row")).filter(
      (row) => row.querySelector("input[name$='-order']") && !row.classList.contains("empty-form"),
    );
  }
  function number(group) {
    rows(group).forEach(function (row, place) {
      row.querySelector("input[name$='-order']").value = place;
    });
  }
  function button(label, sign, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = sign;
    made.setAttribute("aria-label", label);
    made.addEventListener("click", act);
    return made;
  }
  function dress(group, row) {
    if (row.querySelector(".order-buttons") || row.classList.contains("empty-form")) return;
    const box = document.createElement("span");
    box.className = "order-buttons";
    function step(by) {
      const all = rows(group);
      const other = all[all.indexOf(row) + by];
      if (!other) return;
      if (by < 0) other.before(row); else other.after(row);
      number(group);
      (by < 0 ? box.firstChild : box.lastChild).focus();
    }
    box.append(
      button(gettext("Move up"), "↑", () => step(-1)),
      button(gettext("Move down"), "↓", () => step(1)),
    );
    (row.querySelector("h3") || row.querySelector("td:last-child")).append(box);
  }
  document.querySelectorAll(".inline-group").forEach(function (group) {
    if (!group.querySelector(".reorderable") || !group.querySelector("input[name$='-order']")) return;
    group.classList.add("js-order");
    rows(group).forEach((row) => dress(group, row));
    group.addEventListener("formset:added", function (event) {
      dress(group, event.target);
      number(group);
    });
  });
})();
