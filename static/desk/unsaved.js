// A closed tab asks before it forgets what was typed.
(function () {
  "use strict";
  const form = document.querySelector("#content-main form");
  if (!form) return;
  let touched = false;
  form.addEventListener("input", function () { touched = true; });
  form.addEventListener("submit", function () { touched = false; });
  window.addEventListener("beforeunload", function (event) {
    if (touched) event.preventDefault();
  });
})();
