// The page around the cells: theme, menu, work, the widgets' arrival, and a kernel that is gone.

const body = document.body;
const base = body.dataset.unstuckBase;
const kit = import(document.querySelector("link[data-unstuck-kit]").href);
// Read the picture maker while there is nothing else to do: the first picture needs it at once.
const pictures = document.querySelector("link[data-unstuck-vega]");
if (pictures) import(pictures.href);

// --- header ---------------------------------------------------------------------------------

const theme = document.querySelector("[data-unstuck-theme]");
theme.value = window.unstuckTheme();
theme.addEventListener("change", async () => {
  const { store } = await kit;
  store.set("settings/theme", theme.value);
  window.unstuckTheme();
});

const menu = document.querySelector(".us-menu");
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !menu.open) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});
document.addEventListener("click", (event) => {
  if (!menu.contains(event.target)) menu.open = false;
});

document.querySelector("[data-unstuck-work]").addEventListener("click", async () => (await kit).openWork());
if (document.querySelector("[data-us-progress]")) kit.then(({ fillProgress }) => fillProgress(document));

const stage = document.querySelector("[data-unstuck-present]");
if (stage) {
  const start = async () => (await import(stage.dataset.unstuckPresent)).present((await kit).store);
  stage.addEventListener("click", start);
  document.addEventListener("keydown", async (event) => {
    if (event.key.toLowerCase() !== "p" || event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
    if (event.target.closest?.("input:not([type=radio]):not([type=checkbox]), textarea, select, dialog")) return;
    if ((await kit).store.get("settings/keys") !== false) start();
  });
}

// --- banners --------------------------------------------------------------------------------

function banner(words, button, act) {
  const place = document.getElementById("us-banner");
  place.replaceChildren();
  if (!words) return;
  const box = document.createElement("div");
  box.className = "us-banner";
  box.setAttribute("role", "alert");
  const text = document.createElement("p");
  text.textContent = words;
  box.append(text);
  if (button) {
    const again = document.createElement("button");
    again.type = "button";
    again.className = "us-start";
    again.textContent = button;
    again.addEventListener("click", act);
    box.append(again);
  }
  place.append(box);
}

const reload = () => location.reload();
const SAFE = "Everything you entered is safe in this browser.";

// --- cells ----------------------------------------------------------------------------------

// Voila's script names itself when its page is up; that is when its widget manager is there.
const manager = new Promise((resolve) => {
  let app;
  Object.defineProperty(window, "jupyterapp", {
    configurable: true,
    get: () => app,
    set(value) {
      app = value;
      resolve(value.widgetManagerPromise.promise);
    },
  });
});

/** Once: when `done()` holds, asked again at each of the signal's calls. */
function when(signal, done) {
  if (done()) return Promise.resolve();
  return new Promise((resolve) => {
    const hear = () => {
      if (!done()) return;
      signal.disconnect(hear);
      resolve();
    };
    signal.connect(hear);
  });
}

async function mount(id, host) {
  const widgets = await manager;
  await when(widgets.modelRegistered, () => widgets.has_model(id));
  const view = await widgets.create_view(await widgets.get_model(id));
  const widget = view.luminoWidget;
  host.replaceChildren();
  widget.constructor.attach(widget, host);
}

function plain(text, kind) {
  const node = document.createElement(kind);
  node.textContent = text;
  return node;
}

const FAILED = "This part did not work. The fault is ours, not yours; the rest of the page goes on without it.";

function shown(part) {
  const host = document.createElement("div");
  host.className = "us-output";
  if (part.widget) {
    host.append(waiting());
    mount(part.widget, host).catch((error) => {
      console.error(error);
      host.replaceChildren(failure());
    });
  } else if (part.failed) host.append(failure());
  else if (part.html) host.innerHTML = part.html;
  else host.append(plain(part.text, "pre"));
  return host;
}

function waiting() {
  const node = plain("Getting this ready…", "p");
  node.className = "us-wait";
  return node;
}

function failure() {
  const node = plain(FAILED, "p");
  node.className = "us-failed";
  return node;
}

function show({ cell, parts }) {
  const place = document.querySelector(`[data-cell="${cell}"]`);
  place.replaceChildren(...parts.map(shown));
  place.classList.toggle("us-empty", !parts.length);
}

async function follow(kernel) {
  for (let known = 0, done = false; !done; ) {
    const answer = await fetch(`${base}unstuck/cells/${kernel}?known=${known}`).catch(() => null);
    if (!answer) {
      await new Promise((resolve) => setTimeout(resolve, 1000));
      continue;
    }
    if (!answer.ok) return;
    const told = await answer.json();
    told.cells.forEach(show);
    ({ known, done } = told);
  }
  document.getElementById("us-status").textContent = "The tools of this page are ready.";
}

// --- the kernel: goodbye, and when it is gone -------------------------------------------------

const EVERY = 4000;

function watch(kernel) {
  let over = false;
  let failures = 0;
  let timer = 0;
  let asking = false;

  async function ask() {
    clearTimeout(timer);
    if (over || asking || document.hidden) return;
    asking = true;
    const answer = await fetch(`${base}unstuck/alive/${kernel}`, { cache: "no-store" }).catch(() => null);
    asking = false;
    if (answer?.status === 404 || answer?.status === 403) {
      over = true;
      return banner(`This page has gone to sleep. ${SAFE}`, "Wake it up", reload);
    }
    if (answer?.ok) {
      if (failures > 1) banner("");
      failures = 0;
    } else if (++failures === 2) {
      banner(`The course cannot be reached just now. ${SAFE} This page tries again by itself.`);
    }
    timer = setTimeout(ask, failures === 1 ? 1000 : EVERY);
  }

  document.addEventListener("visibilitychange", ask);
  window.addEventListener("online", ask);
  window.addEventListener("offline", ask);
  timer = setTimeout(ask, EVERY);

  window.addEventListener("pageshow", (event) => event.persisted && reload());
  // Voila says goodbye on beforeunload, which a link to a file or to mail also sets off.
  window.addEventListener("beforeunload", (event) => event.stopImmediatePropagation());
  window.addEventListener("pagehide", () => {
    over = true;
    navigator.sendBeacon(`${base}voila/api/shutdown/${kernel}`);
  });
}

if (body.dataset.unstuckModule) {
  const config = document.getElementById("jupyter-config-data");
  if (config) {
    const { kernelId } = JSON.parse(config.textContent);
    watch(kernelId);
    follow(kernelId);
  } else {
    banner(`The tools of this page could not be started. ${SAFE}`, "Try again", reload);
  }
}
