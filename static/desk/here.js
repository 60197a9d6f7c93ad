// Says who else has this page open, and when somebody has saved meanwhile.
(function () {
  "use strict";
  const place = document.querySelector("[data-here]");
  if (!place) return;
  const people = place.querySelector(".here-people"), news = place.querySelector(".here-news");
  const token = document.querySelector("[name=csrfmiddlewaretoken]");
  const body = function (more) {
    const sent = new FormData();
    sent.set("csrfmiddlewaretoken", token ? token.value : "");
    sent.set("seen", place.dataset.seen);
    if (more) sent.set(more, "1");
    return sent;
  };
  // A live region speaks when its words change, and must not repeat itself.
  const say = function (element, words) { if (element.textContent !== words) element.textContent = words; };
  const ping = async function () {
    try {
      const answer = await fetch(place.dataset.here, { method: "POST", body: body(), headers: { Accept: "application/json" } });
      if (!answer.ok) { if (answer.status < 500) clearInterval(beat); return; }
      const found = await answer.json();
      say(people, found.here);
      if (found.news) say(news, found.news);
    } catch { /* The network is away; the next sign of life tries again. */ }
  };
  const beat = setInterval(ping, 20000);
  document.addEventListener("visibilitychange", function () { if (!document.hidden) ping(); });
  window.addEventListener("pagehide", function () { navigator.sendBeacon(place.dataset.here, body("leave")); });
  window.addEventListener("pageshow", function (event) { if (event.persisted) ping(); });
})();
