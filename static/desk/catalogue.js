// Shows how far a catalogue is, and the report when it is there.
(function () {
  "use strict";
  const page = document.querySelector(".catalogue[data-state]");
  if (!page) return;
  const bar = page.querySelector("progress");
  const rows = page.querySelector(".catalogue-rows");
  const PAUSE = 1500;

  async function refresh() {
    try {
      const response = await fetch(page.dataset.state, { headers: { Accept: "application/json" } });
      const found = await response.json();
      if (!found.is_busy) return window.location.reload();
      if (found.total) {
        bar.max = found.total;
        bar.value = found.done;
      }
      rows.textContent = found.total ? found.done + " / " + found.total : found.done;
      setTimeout(refresh, PAUSE);
    } catch (error) {
      setTimeout(refresh, 5 * PAUSE);
    }
  }

  setTimeout(refresh, PAUSE);
})();
