// Enlarging a page image in its place. Without this script the picture is a link to its largest copy.
(function () {
  "use strict";

  const reading = document.getElementById("reading");
  const viewer = reading && reading.querySelector(".viewer");
  if (!viewer) return;
  const canvas = viewer.querySelector(".viewer-canvas");
  const status = viewer.querySelector("[role='status']");
  const still = window.matchMedia("(prefers-reduced-motion: reduce)");
  const ENLARGED = "#enlarged"; // the page is opened with its zoom
  const STEP = 0.25; // of what is seen, for one move
  let zoom = null; // OpenSeadragon, once it has been opened
  let loading = null;

  function part(selector) {
    return reading.querySelector(selector);
  }

  function ground() {
    return part("a.ground");
  }

  function say(words) {
    status.textContent = words;
  }

  // OpenSeadragon is fetched when somebody asks for it first.
  function load() {
    loading = loading || new Promise(function (done, failed) {
      const script = document.createElement("script");
      script.src = viewer.dataset.script;
      script.onload = done;
      script.onerror = failed;
      document.head.append(script);
    });
    return loading;
  }

  function largestCopy() {
    return { type: "image", url: ground().href, buildPyramid: false };
  }

  // In an edition's folder nothing can be asked for: what is known of the tiles stands in the page.
  function inFolder(image) {
    return { ...image, id: new URL(image.id, location).href };
  }

  // The tiles of the page that is shown; its largest copy while there are none.
  async function source() {
    if (ground().dataset.tiles) return inFolder(JSON.parse(ground().dataset.tiles));
    const address = ground().dataset.info;
    if (!address) return largestCopy();
    const answer = await fetch(address);
    if (!answer.ok) return largestCopy();
    // From where this page comes, whatever name the site has elsewhere.
    return { ...(await answer.json()), id: new URL(address.replace(/\/info\.json$/, ""), location).href };
  }

  function made() {
    const OpenSeadragon = window.OpenSeadragon;
    // It writes a style into the page unless one of this name is there, and the security policy
    // refuses every style that is written: an element that is none keeps it from trying.
    if (!document.querySelector("style[data-openseadragon-mobile-css]")) {
      const mark = document.createElementNS(null, "style");
      mark.setAttribute("data-openseadragon-mobile-css", "");
      document.head.append(mark);
    }
    // It warns of tiles that come after their page was turned, which is no fault.
    OpenSeadragon.console = { ...OpenSeadragon.console, warn() {}, error: console.error, assert() {} };
    return OpenSeadragon({
      element: canvas,
      drawer: "canvas",
      showNavigationControl: false,
      keyboardNavEnabled: false,
      tabIndex: -1,
      animationTime: still.matches ? 0 : 0.6,
      blendTime: still.matches ? 0 : 0.1,
      immediateRender: still.matches,
      visibilityRatio: 0.4,
      minZoomImageRatio: 0.9,
      maxZoomPixelRatio: 3,
      zoomPerClick: 2,
      gestureSettingsMouse: { clickToZoom: true, dblClickToZoom: false },
    });
  }

  async function show() {
    const picture = ground().querySelector("img");
    canvas.setAttribute("aria-label", picture.alt);
    delete canvas.dataset.failed;
    canvas.lang = picture.lang || document.documentElement.lang;
    const found = await source();
    // A reader who turns on before the answer is here wants the later page.
    if (!ground() || picture !== ground().querySelector("img")) return;
    if (!zoom) {
      zoom = made();
      zoom.addHandler("open-failed", function (event) {
        if (event.source && event.source.url !== ground().href) zoom.open(largestCopy());
        else canvas.dataset.failed = viewer.dataset.failed;
      });
    }
    zoom.viewport && zoom.viewport.setRotation(0, true);
    zoom.open(found);
    mark();
  }

  async function open() {
    try {
      await load();
    } catch (_error) {
      location.assign(ground().href);
      return;
    }
    viewer.hidden = false;
    reading.classList.add("is-enlarged");
    await show();
    canvas.focus({ preventScroll: true });
    viewer.scrollIntoView({ block: "nearest" });
    say(pageWords());
  }

  function close() {
    if (document.fullscreenElement) document.exitFullscreen();
    viewer.hidden = true;
    reading.classList.remove("is-enlarged");
    if (zoom) zoom.destroy();
    zoom = null;
    const link = ground();
    if (link) link.focus({ preventScroll: true });
  }

  function pageWords() {
    const number = part(".page-number");
    return number ? number.textContent.trim() : "";
  }

  // Buttons that lead nowhere say so.
  function mark() {
    for (const [name, relation] of [["previous", "prev"], ["next", "next"]]) {
      const button = viewer.querySelector(`[data-do="${name}"]`);
      if (button) button.setAttribute("aria-disabled", String(!part(`.page-turn [rel="${relation}"]`)));
    }
    const screen = viewer.querySelector('[data-do="screen"]');
    screen.hidden = !document.fullscreenEnabled;
  }

  let turns = 0;

  // Another page: everything but the zoom itself is taken from the page that the server sends.
  async function turn(address) {
    const own = ++turns;
    if (ground() && ground().dataset.tiles) {
      location.assign(`${address.split("#")[0]}${ENLARGED}`);
      return;
    }
    let found;
    try {
      const answer = await fetch(address);
      if (!answer.ok) throw new Error(answer.status);
      found = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("reading");
    } catch (_error) {
      if (own === turns) location.assign(address);
      return;
    }
    if (own !== turns) return;
    const inside = document.activeElement.closest("[data-swap]");
    const fresh = found.querySelectorAll("[data-swap]");
    reading.querySelectorAll("[data-swap]").forEach(function (old, place) {
      old.replaceWith(document.importNode(fresh[place], true));
    });
    reading.classList.toggle("with-text", found.classList.contains("with-text"));
    history.replaceState(null, "", address);
    document.querySelectorAll(".languages a").forEach(function (link) {
      link.search = new URL(address, location).search;
    });
    if (!ground()) {
      close();
      return;
    }
    await show();
    centre();
    if (inside) canvas.focus({ preventScroll: true });
    say(pageWords());
  }

  function follow(relation) {
    const link = part(`.page-turn [rel="${relation}"]`);
    if (link) turn(link.href);
  }

  function move(x, y) {
    const view = zoom.viewport;
    const seen = view.getBounds(true);
    const turned = new window.OpenSeadragon.Point(x * seen.width * STEP, y * seen.height * STEP)
      .rotate(-view.getRotation());
    view.panBy(turned);
    view.applyConstraints();
  }

  function enlarge(factor) {
    const view = zoom.viewport;
    view.zoomBy(factor);
    view.applyConstraints();
    const percent = Math.round(view.viewportToImageZoom(view.getZoom()) * 100);
    say(viewer.dataset.zoomed.replace("{percent}", percent));
  }

  function rotate(degrees) {
    const view = zoom.viewport;
    view.setRotation(view.getRotation() + degrees, still.matches);
    const now = (((view.getRotation() % 360) + 360) % 360);
    say(viewer.dataset.turned.replace("{degrees}", Math.round(now)));
  }

  function fill() {
    if (document.fullscreenElement) document.exitFullscreen();
    else if (viewer.requestFullscreen) viewer.requestFullscreen();
  }

  const DEEDS = {
    in: () => enlarge(1.5),
    out: () => enlarge(1 / 1.5),
    whole: () => { zoom.viewport.setRotation(0, still.matches); zoom.viewport.goHome(still.matches); },
    "turn-left": () => rotate(-90),
    "turn-right": () => rotate(90),
    left: () => move(-1, 0),
    right: () => move(1, 0),
    up: () => move(0, -1),
    down: () => move(0, 1),
    previous: () => follow("prev"),
    next: () => follow("next"),
    screen: fill,
    close: close,
  };
  const KEYS = {
    "+": "in", "=": "in", "-": "out", _: "out", 0: "whole", r: "turn-right", R: "turn-left",
    ArrowLeft: "left", ArrowRight: "right", ArrowUp: "up", ArrowDown: "down",
    f: "screen", n: "next", p: "previous", Escape: "close",
  };

  viewer.addEventListener("click", function (event) {
    const button = event.target.closest("[data-do]");
    if (button && zoom) DEEDS[button.dataset.do]();
  });
  viewer.addEventListener("keydown", function (event) {
    const deed = KEYS[event.key];
    if (!deed || !zoom || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    DEEDS[deed]();
  });
  // A fresh picture of the strip or a link turns the page of an open zoom; else it is a link.
  reading.addEventListener("click", function (event) {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    const enlarged = event.target.closest("a.ground");
    const turned = event.target.closest("a[data-turn]");
    if (enlarged) {
      event.preventDefault();
      open();
    } else if (turned && zoom) {
      event.preventDefault();
      turn(turned.href);
    }
  });
  reading.addEventListener("submit", function (event) {
    if (!zoom) return;
    event.preventDefault();
    const wanted = new FormData(event.target).get("page");
    turn(`${event.target.action}?page=${encodeURIComponent(wanted)}`);
  });

  // On a phone the strip is one row that scrolls: the open page is in its middle.
  function centre() {
    const strip = part(".strip");
    const here = strip && strip.querySelector("[aria-current]");
    if (!here) return;
    const space = strip.getBoundingClientRect();
    const place = here.getBoundingClientRect();
    strip.scrollLeft += place.left + place.width / 2 - space.left - space.width / 2;
  }
  centre();
  if (location.hash === ENLARGED && ground()) open();
})();
