// Choosers get the name of their field; without it a screen reader says only what is chosen.
(function ($) {
  "use strict";
  function name(select) {
    const label = document.querySelector("label[for='" + select.id + "']");
    const chooser = select.parentElement.querySelector(".select2-selection");
    if (!label || !chooser) return;
    label.id = label.id || "label-" + select.id;
    const chosen = chooser.querySelector(".select2-selection__rendered");
    chooser.setAttribute("aria-labelledby", label.id + " " + chosen.id);
    chosen.setAttribute("aria-labelledby", label.id);
  }
  function nameAll(place) {
    place.querySelectorAll("select.select2-hidden-accessible").forEach(name);
  }
  // After the scripts that make the choosers: they run when the page is ready, in this order.
  $(function () { setTimeout(nameAll, 0, document); });
  document.addEventListener("formset:added", function (event) { setTimeout(nameAll, 0, event.target); });
})(django.jQuery);
