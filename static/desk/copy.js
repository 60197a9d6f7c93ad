// Copies the text of a field, and says so. Without this the field can be copied by hand.
(function () {
  "use strict";
  document.querySelectorAll("button[data-copies]").forEach(function (button) {
    var field = document.getElementById(button.dataset.copies);
    button.hidden = !navigator.clipboard;
    field.addEventListener("focus", function () { field.select(); });
    button.addEventListener("click", function () {
      navigator.clipboard.writeText(field.value).then(function () {
        document.getElementById("copy-status").textContent = button.dataset.copied;
        button.classList.add("done");
      });
    });
  });
})();
