// Scans are sent one by one with their progress; what has arrived is not sent again.
(function () {
  "use strict";
  const page = document.querySelector(".scans[data-state]");
  if (!page) return;
  const form = document.getElementById("scans-form");
  const list = document.getElementById("scans-sending");
  const state = document.getElementById("scans-state");
  // Read as a whole to be checked; larger files are sent and checked there.
  const LARGEST_CHECKED = 256 * 1024 * 1024;
  const PAUSE = 2000;
  let sending = 0, timer = null, shown = "";

  async function refresh() {
    clearTimeout(timer);
    try {
      const response = await fetch(page.dataset.state, { headers: { Accept: "application/json" } });
      const found = await response.json();
      if (found.html !== shown) state.innerHTML = shown = found.html;
      if (found.is_busy || sending) timer = setTimeout(refresh, PAUSE);
    } catch (error) {
      timer = setTimeout(refresh, 5 * PAUSE);
    }
  }

  async function isKnown(file) {
    if (!window.crypto || !crypto.subtle || file.size > LARGEST_CHECKED) return false;
    const digest = await crypto.subtle.digest("SHA-512", await file.arrayBuffer());
    const hex = Array.from(new Uint8Array(digest), (b) => b.toString(16).padStart(2, "0")).join("");
    const response = await fetch(page.dataset.state + "?checksum=" + hex);
    return response.ok && (await response.json()).known === true;
  }

  function row(file) {
    const item = document.createElement("li");
    const name = document.createElement("strong");
    const words = document.createElement("span");
    const bar = document.createElement("progress");
    name.textContent = file.name;
    bar.max = file.size || 1;
    bar.value = 0;
    bar.setAttribute("aria-label", file.name);
    item.append(name, " ", words, bar);
    list.append(item);
    return { item: item, words: words, bar: bar };
  }

  function send(file, line) {
    return new Promise(function (resolve) {
      const request = new XMLHttpRequest();
      const body = new FormData();
      body.set("csrfmiddlewaretoken", form.querySelector("[name=csrfmiddlewaretoken]").value);
      body.set("files", file);
      request.open("POST", window.location.pathname);
      request.setRequestHeader("Accept", "application/json");
      request.responseType = "json";
      request.upload.addEventListener("progress", function (event) {
        line.bar.value = Math.min(event.loaded, line.bar.max);
      });
      request.addEventListener("load", function () {
        const answer = request.response;
        end(line, answer ? answer.words : form.dataset.broken, request.status < 400 && answer);
        resolve();
      });
      request.addEventListener("error", function () {
        end(line, file.name + ": " + form.dataset.broken, false);
        resolve();
      });
      request.send(body);
    });
  }

  function end(line, words, isGood) {
    line.bar.remove();
    line.item.textContent = words;
    line.item.classList.toggle("failed", !isGood);
  }

  async function sendAll(files) {
    const lines = files.map(row);
    sending += 1;
    for (let i = 0; i < files.length; i += 1) {
      const line = lines[i];
      line.words.textContent = form.dataset.checking;
      let known = false;
      try {
        known = await isKnown(files[i]);
      } catch (error) {
        // Cannot be asked: sending it will tell.
      }
      if (known) {
        end(line, files[i].name + ": " + form.dataset.known, true);
        continue;
      }
      line.words.textContent = form.dataset.sending;
      await send(files[i], line);
      refresh();
    }
    sending -= 1;
    refresh();
  }

  if (form) {
    const input = document.getElementById("scans-files");
    const drop = form.querySelector(".scans-drop");
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      const files = Array.from(input.files);
      input.value = "";
      sendAll(files);
    });
    drop.addEventListener("dragover", function (event) {
      event.preventDefault();
      drop.classList.add("over");
    });
    drop.addEventListener("dragleave", function () { drop.classList.remove("over"); });
    drop.addEventListener("drop", function (event) {
      event.preventDefault();
      drop.classList.remove("over");
      sendAll(Array.from(event.dataTransfer.files));
    });
    window.addEventListener("beforeunload", function (event) {
      if (sending) event.preventDefault();
    });
  }
  if ("busy" in page.dataset) refresh();
})();
