// Reordering with the mouse; the buttons beside every row do the same without it.
(function () {
  "use strict";
  const desk = document.querySelector(".arrange");
  if (!desk || !desk.querySelector(".handle")) return;
  let moving = null;

  function rows(list) {
    return Array.from(list.children).filter((row) => row.dataset.id);
  }

  function listAt(x, y, kind) {
    const spot = document.elementFromPoint(x, y);
    const list = spot && spot.closest('ol[data-kind="' + kind + '"], .section-row');
    if (!list) return null;
    return list.matches("ol") ? list : list.querySelector('ol[data-kind="' + kind + '"]');
  }

  function over(event) {
    const kind = moving.closest("ol").dataset.kind;
    if (event.clientY < 48) window.scrollBy(0, -16);
    if (event.clientY > window.innerHeight - 48) window.scrollBy(0, 16);
    // Sections stay among their own; panels may go to another section.
    const list = kind === "section" ? moving.parentElement : listAt(event.clientX, event.clientY, kind);
    if (!list) return;
    const after = rows(list).find(function (row) {
      const box = row.getBoundingClientRect();
      return row !== moving && event.clientY < box.top + Math.min(box.height, 60) / 2;
    });
    list.insertBefore(moving, after || null);
  }

  async function drop() {
    const list = moving.closest("ol");
    const body = new FormData(moving.querySelector("form.move"));
    body.set("place", String(rows(list).indexOf(moving)));
    if (list.dataset.section) body.set("section", list.dataset.section);
    const response = await fetch(desk.dataset.move, {
      method: "POST", body: body, headers: { Accept: "application/json" },
    });
    // The page is drawn anew so that numbers and buttons are right.
    if (response.ok) window.location.hash = moving.id;
    window.location.reload();
  }

  desk.addEventListener("pointerdown", function (event) {
    const handle = event.target.closest(".handle");
    if (!handle) return;
    event.preventDefault();
    moving = handle.closest("li");
    moving.classList.add("dragging");
    window.addEventListener("pointermove", over);
    window.addEventListener("pointerup", function () {
      window.removeEventListener("pointermove", over);
      moving.classList.remove("dragging");
      drop();
    }, { once: true });
  });
})();
