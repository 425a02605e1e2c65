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
  const start = async () => (await import(new URL(stage.dataset.unstuckPresent, document.baseURI))).present((await kit).store);
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

// A page that could not be had just now comes again by itself; a turn lets it in.
const later = document.querySelector("[data-unstuck-again]")?.dataset;
const here = new URL(location.href);
if (later) {
  if (later.unstuckTurn) here.searchParams.set("turn", later.unstuckTurn);
  const again = () => (later.unstuckTurn ? location.replace(here) : reload());
  setTimeout(again, later.unstuckAgain * 1000 * (1 + Math.random() / 2));
} else if (here.searchParams.has("turn")) {
  here.searchParams.delete("turn");
  history.replaceState(history.state, "", here);
}

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

const mounted = new Set();
const firsts = [];

async function arrived(id) {
  const widgets = await manager;
  await when(widgets.modelRegistered, () => widgets.has_model(id));
  const model = await widgets.get_model(id);
  mounted.add(model);
  return model;
}

async function mount(id, host) {
  const model = await arrived(id);
  const view = await (await manager).create_view(model);
  const widget = view.luminoWidget;
  const wait = host.firstChild;
  widget.constructor.attach(widget, host);
  if (model.get("_view_module") === "anywidget") await filled(widget.node);
  wait.remove();
}

function filled(node) {
  return new Promise((done) => {
    if (node.hasChildNodes()) return done();
    const look = new MutationObserver(() => {
      look.disconnect();
      done();
    });
    look.observe(node, { childList: true });
  });
}

/** Stands for a widget until there is a line to it; what was said meanwhile is said to it then. */
class Early {
  #heard = [];
  #set = {};
  #said = [];
  constructor(state) { this.state = state; }
  get(name) { return this.real ? this.real.get(name) : this.state[name]; }
  set(name, value) {
    if (this.real) this.real.set(name, value);
    else this.state[name] = this.#set[name] = value;
  }
  save_changes() { this.real?.save_changes(); }
  send(content) { this.real ? this.real.send(content) : this.#said.push(content); }
  on(event, act) {
    this.#heard.push([event, act]);
    this.real?.on(event, act);
  }
  off(event, act) {
    this.#heard = this.#heard.filter((each) => each[0] !== event || each[1] !== act);
    this.real?.off(event, act);
  }
  join(real) {
    this.real = real;
    for (const [event, act] of this.#heard) real.on(event, act);
    if ("_sent" in this.#set) {
      real.set(this.#set);
      real.save_changes();
    }
    for (const content of this.#said) real.send(content);
  }
}

/** Draw a tool from the view that came with the page; its answers come when the kernel is reached. */
async function draw({ widget, first }, host) {
  const model = new Early(first);
  const el = document.createElement("div");
  host.classList.add(...first._dom_classes);
  host.append(el);
  (await kit).render({ model, el });
  arrived(widget).then((real) => model.join(real)).catch(console.error);
  const picture = host.querySelector(".us-picture:not([data-seq])");
  if (picture && !host.querySelector("[aria-busy]")) await drawn(picture);
}

/** When a picture is there, or is late. */
function drawn(picture) {
  return new Promise((done) => {
    new MutationObserver(done).observe(picture, { attributeFilter: ["data-seq"] });
    setTimeout(done, 2000);
  });
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
  if (part.first) {
    firsts.push(draw(part, host).catch((error) => {
      console.error(error);
      host.replaceChildren(failure());
    }));
  } else if (part.widget) {
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
  node.setAttribute("aria-busy", "true");
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

function ended() {
  document.getElementById("us-status").textContent = "The tools of this page are ready.";
}

async function follow(kernel) {
  for (let known = 0, done = false; !done; ) {
    const answer = await fetch(`${base}unstuck/cells/${kernel}?known=${known}`, {
      signal: AbortSignal.timeout(40000), // longer than the server waits for news
    }).catch(() => null);
    if (!answer) {
      await new Promise((resolve) => setTimeout(resolve, 1000));
      continue;
    }
    if (!answer.ok) return;
    const told = await answer.json();
    told.cells.forEach(show);
    ({ known, done } = told);
  }
  ended();
}

/** Voila's script is a quarter of a second of work: what can be seen before it comes first. */
function connect() {
  const script = document.createElement("script");
  script.src = document.querySelector("link[data-unstuck-voila]").href;
  // It begins when the page has loaded, which may be over by now.
  if (document.readyState === "complete") script.onload = () => window.dispatchEvent(new Event("load"));
  document.head.append(script);
}

// --- the kernel: goodbye, and when it is gone -------------------------------------------------

const EVERY = 4000;

/** After a cut JupyterLab waits ever longer until it connects again, and gives up after a minute. */
async function joinAgain(wasCut) {
  const { kernel } = await manager;
  const status = kernel?.connectionStatus;
  if (status === "disconnected" || (wasCut && status === "connecting")) kernel.reconnect().catch(console.error);
}

/** What was on its way when the line broke is lost, and its tool would wait for the answer for good. */
async function sendAgain(kernel) {
  // Taken now: what the kernel tells of itself next may be older.
  const waiting = [...mounted].filter((model) => model._pending_msgs > 0).map((model) => [model, model.get("_sent")]);
  await kernel.requestCommInfo({}); // answered after all that did arrive
  for (const [model, _sent] of waiting) {
    if (!model._pending_msgs) continue;
    model._pending_msgs = 0;
    model._msg_buffer = null;
    model.send_sync_message({ _sent }, model.callbacks());
  }
}

manager.then(({ kernel }) => {
  kernel?.connectionStatusChanged.connect((_, status) => status === "connected" && sendAgain(kernel).catch(console.error));
});

/** Tell the server, once, how long the first picture took; nothing else goes with it. */
function timeFirst(kernel) {
  const look = new MutationObserver(() => {
    if (!document.querySelector(".us-picture svg")) return;
    look.disconnect();
    requestAnimationFrame(() => navigator.sendBeacon(`${base}unstuck/first/${kernel}`, (performance.now() / 1000).toFixed(3)));
  });
  look.observe(document.querySelector("main"), { childList: true, subtree: true });
}

function watch(kernel) {
  let over = false;
  let failures = 0;
  let timer = 0;
  let asking = false;

  async function ask() {
    clearTimeout(timer);
    if (over || asking || document.hidden) return;
    asking = true;
    const answer = await fetch(`${base}unstuck/alive/${kernel}`, {
      cache: "no-store",
      signal: AbortSignal.timeout(8000), // a line may be dead and say nothing
    }).catch(() => null);
    asking = false;
    if (answer?.status === 404 || answer?.status === 403) {
      over = true;
      return banner(`This page has gone to sleep. ${SAFE}`, "Wake it up", reload);
    }
    if (answer?.ok) {
      if (failures > 1) banner("");
      joinAgain(failures > 0);
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
  // A page that never says a word is taken for one that nobody reads, and ends.
  if (document.hidden) fetch(`${base}unstuck/alive/${kernel}`).catch(() => null);

  window.addEventListener("pageshow", (event) => event.persisted && reload());
  // Voila says goodbye on beforeunload, which a link to a file or to mail also sets off.
  window.addEventListener("beforeunload", (event) => event.stopImmediatePropagation());
  window.addEventListener("pagehide", () => {
    over = true;
    navigator.sendBeacon(`${base}voila/api/shutdown/${kernel}`);
  });
}

const site = document.querySelector("link[data-unstuck-site]");
if (site) import(site.href).then(({ start }) => start(kit, banner));
else if (body.dataset.unstuckModule) {
  const config = document.getElementById("jupyter-config-data");
  if (config) {
    const { kernelId } = JSON.parse(config.textContent);
    watch(kernelId);
    timeFirst(kernelId);
    const finished = JSON.parse(document.getElementById("us-cells").textContent);
    if (finished) {
      finished.forEach(show);
      ended();
    } else follow(kernelId);
    Promise.all(firsts).then(connect);
  } else {
    banner(`The tools of this page could not be started. ${SAFE}`, "Try again", reload);
  }
}
