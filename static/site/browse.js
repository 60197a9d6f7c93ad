// Results of the archive change in place. Without it the form and every link lead to the same pages.
(function () {
  "use strict";

  const place = document.querySelector("[data-browse]");
  const status = document.getElementById("browse-status");
  if (!place || !status) return;
  const AROUND = ".languages"; // what else of the page holds the present address
  let shown = address(window.location), running = null;

  function address(url) { return url.pathname + url.search; }

  function isHere(url) {
    return url.origin === window.location.origin && url.pathname === window.location.pathname;
  }

  // The list sorts itself as soon as an order is chosen.
  function ready() {
    place.querySelectorAll("[data-needless]").forEach(function (button) { button.hidden = true; });
  }

  function replace(page) {
    const fresh = page.querySelector("[data-browse]");
    const isOpen = place.querySelector("details.filters").open;
    fresh.querySelector("details.filters").open = isOpen;
    place.replaceChildren(...document.adoptNode(fresh).childNodes);
    const around = page.querySelector(AROUND), before = document.querySelector(AROUND);
    if (around && before) before.replaceWith(document.adoptNode(around));
    ready();
    document.dispatchEvent(new CustomEvent("browse:shown"));
  }

  // Where the reader is goes on: the same box, the first value of a facet, or the results.
  function focusOn(wish) {
    const results = place.querySelector(".results");
    const kept = wish && Array.from(place.querySelectorAll(wish.selector)).find(function (found) {
      return wish.value === undefined || found.value === wish.value;
    });
    (kept || results).focus({ preventScroll: Boolean(kept) });
    if (!kept) results.scrollIntoView({ block: "start" });
  }

  function say() {
    const words = place.querySelector("[data-range], .results .lede");
    status.textContent = words ? words.textContent : "";
  }

  function go(url, wish, isNew) {
    if (running) running.abort();
    const request = running = new AbortController();
    place.setAttribute("aria-busy", "true");
    window.fetch(address(url), { signal: request.signal, headers: { Accept: "text/html" } })
      .then(function (response) {
        if (!response.ok) throw new Error(String(response.status));
        return response.text();
      })
      .then(function (text) {
        if (request !== running) return;
        replace(new DOMParser().parseFromString(text, "text/html"));
        shown = address(url);
        if (isNew) window.history.pushState(null, "", shown);
        place.removeAttribute("aria-busy");
        focusOn(wish);
        say();
      })
      .catch(function (error) {
        if (error.name !== "AbortError") window.location.assign(url.href);
      });
  }

  // What the form would send, without what is empty.
  function asked(form) {
    const url = new URL(form.action), query = new URLSearchParams();
    new FormData(form).forEach(function (value, name) {
      if (String(value).trim()) query.append(name, value);
    });
    url.search = query.toString();
    return url;
  }

  place.addEventListener("submit", function (event) {
    event.preventDefault();
    go(asked(event.target), null, true);
  });
  place.addEventListener("change", function (event) {
    const control = event.target;
    if (!control.form || !(control.type === "checkbox" || control.tagName === "SELECT")) return;
    const isBox = control.type === "checkbox";
    const wish = isBox ? { selector: "input[name='" + control.name + "']", value: control.value } : { selector: "#" + control.id };
    go(asked(control.form), wish, true);
  });
  place.addEventListener("click", function (event) {
    const link = event.target.closest("a[href]");
    if (!link || link.getAttribute("href").startsWith("#") || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const url = new URL(link.href);
    if (!isHere(url)) return;
    event.preventDefault();
    go(url, url.hash ? { selector: url.hash + " input" } : null, true);
  });
  window.addEventListener("popstate", function () {
    if (address(window.location) !== shown) go(new URL(window.location.href), null, false);
  });
  ready();
})();
