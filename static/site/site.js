// Small conveniences; every page works without them.
(function () {
  "use strict";

  // Switching the language keeps the reader at the same panel.
  function followHash() {
    document.querySelectorAll(".languages a").forEach(function (link) {
      link.hash = window.location.hash;
    });
  }
  window.addEventListener("hashchange", followHash);
  followHash();

  // Contents and filters stand open on a desk where the style sheet cannot open them.
  if (window.matchMedia("(min-width: 64rem)").matches) {
    document.querySelectorAll("details.contents, details.filters").forEach(function (part) {
      part.open = true;
    });
  }

  // Copy a citation, and say so.
  document.querySelectorAll("button[data-copy]").forEach(function (button) {
    button.hidden = !navigator.clipboard;
    button.addEventListener("click", function () {
      navigator.clipboard.writeText(button.dataset.copy).then(function () {
        button.closest("[data-copies]").querySelector("[role='status']").textContent = button.dataset.copied;
      });
    });
  });
})();
