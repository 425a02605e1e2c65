// A page without a server: drawn at once from what was worked out when the site was built, then
// answered by Python in this browser. Each widget is a model with the six methods that anywidget's
// front ends use; between it and Python stands one queue.

const cells = JSON.parse(document.getElementById("unstuck-first").textContent);
const offline = import(document.querySelector("script[src$='/offline.js']").src);
const models = new Map();
const FAILED = "This part did not work. The fault is ours, not yours; the rest of the page goes on without it.";
const SAFE = "Everything you enter is kept in this browser.";

// --- models ---------------------------------------------------------------------------------

class Model {
  #heard = new Map();
  #set = {};
  constructor(number, state) {
    this.number = number;
    this.state = state;
  }
  get(name) { return this.state[name]; }
  set(name, value) { this.state[name] = this.#set[name] = value; }
  save_changes() {
    say(this, { set: this.#set });
    this.#set = {};
  }
  send(content) { say(this, { custom: content }); }
  on(event, act) { this.#heard.set(event, [...(this.#heard.get(event) ?? []), act]); }
  off(event, act) { this.#heard.set(event, (this.#heard.get(event) ?? []).filter((each) => each !== act)); }
  #call(event, value) { for (const act of this.#heard.get(event) ?? []) act(value); }
  /** What Python says: a new value, or a message. */
  take(said) {
    if ("custom" in said) return this.#call("msg:custom", said.custom);
    for (const [name, value] of Object.entries(said.set)) {
      if (JSON.stringify(this.state[name]) === JSON.stringify(value)) continue;
      this.state[name] = value;
      this.#call(`change:${name}`, value);
    }
  }
  behind(on) { this.host?.classList.toggle("us-behind", on); }
}

/** One of the ways a question was drawn, or the one way a tool begins. */
function view(views) {
  return views[crypto.getRandomValues(new Uint32Array(1))[0] % views.length];
}

function drawn(part, kit) {
  const model = new Model(part.widget, { ...part.state, _view: view(part.views) });
  models.set(part.widget, model);
  const host = document.createElement("div");
  host.className = ["us-output", ...part.state.classes].join(" ");
  model.host = host;
  const el = document.createElement("div");
  host.append(el);
  return { host, draw: () => kit.render({ model, el }) };
}

function plain(part, tag = "pre", kind = "") {
  const node = document.createElement(tag);
  if (part.html) node.innerHTML = part.html;
  else node.textContent = part.text;
  node.className = kind;
  return { host: node, draw: () => {} };
}

/** Put every cell's parts in place, then draw them in the order of the page. */
function build(kit) {
  const all = cells.map(({ cell, parts }) => {
    const place = document.querySelector(`[data-cell="${cell}"]`);
    const made = parts.map((part) => ("widget" in part ? drawn(part, kit) : plain(part, part.html ? "div" : "pre", "us-output")));
    place.replaceChildren(...made.map(({ host }) => host));
    place.classList.toggle("us-empty", !made.length);
    return made;
  });
  for (const { draw } of all.flat()) draw();
}

// --- answers of the last visit -----------------------------------------------------------------

// What a learner left is drawn at once from the answer that it had; Python then says the same, or
// what is right today. Kept apart from the work itself, and erased with it.
const shelf = new Promise((done) => {
  const ask = globalThis.indexedDB?.open("unstuck-answers", 1);
  if (!ask) return done(null);
  ask.onupgradeneeded = () => ask.result.createObjectStore("pages");
  ask.onsuccess = () => done(ask.result);
  ask.onerror = ask.onblocked = () => done(null);
}).catch(() => null);
const place = location.pathname;
let version = "";
let answers = {};
let later;

function recall(build) {
  version = build;
  return shelf.then((db) => db && new Promise((done) => {
    const ask = db.transaction("pages").objectStore("pages").get(place);
    ask.onsuccess = () => done(ask.result?.build === build ? (answers = ask.result.answers) : null);
    ask.onerror = () => done(null);
  }));
}

async function write(act) {
  const db = await shelf;
  if (db) act(db.transaction("pages", "readwrite").objectStore("pages"));
}

function remember(model) {
  const told = model.get("_view");
  if (!Number.isInteger(told?.n) || told.n < 1) return;
  answers[model.number] = { draft: JSON.stringify(told.draft), view: told };
  clearTimeout(later);
  later = setTimeout(() => write((pages) => pages.put({ build: version, answers }, place)), 500);
}

function erased(key) {
  if (key !== "") return;
  clearTimeout(later);
  answers = {};
  write((pages) => pages.clear());
}

/** The answer of the last visit, where just this was asked then. */
function known(model, sent) {
  const found = answers[model.number];
  return found && sent.draft && found.draft === JSON.stringify(sent.draft) && found.view.currency === sent.currency ? { ...found.view, n: sent.n } : null;
}

// --- the queue ------------------------------------------------------------------------------

const waiting = [];
let live = false;
let asked = null;

/** Of what a page sets on one widget only the newest matters; messages keep their order. */
function say(model, said) {
  const sent = said.set?._sent;
  if (sent && sent.draft === null && model.get("_kind") === "question") sent.draft = model.get("_view").draft;
  const last = sent ? waiting.findLast((each) => each.model === model) : undefined;
  if (last?.said.set?._sent) last.said = said;
  else waiting.push({ model, said });
  const before = !live && sent ? known(model, sent) : null;
  if (before) queueMicrotask(() => model.take({ set: { _view: before } }));
  else model.behind(true);
  next();
}

function next() {
  if (!live || asked || !waiting.length) return;
  asked = waiting.shift();
  python.postMessage({ widget: asked.model.number, said: JSON.stringify(asked.said) });
}

function answered() {
  const { model } = asked;
  asked = null;
  if (!waiting.some((each) => each.model === model)) model.behind(false);
  next();
}

// --- Python ---------------------------------------------------------------------------------

const line = document.getElementById("us-starting");
const bar = line.querySelector("progress");
const status = document.getElementById("us-status");
let python;
let banner;
let quiet;
let over = false;

function progress({ stage, got, of }) {
  clearTimeout(quiet);
  quiet = setTimeout(() => { words.textContent = "This takes longer than usual. Your browser is still at it."; }, 45000);
  const words = line.querySelector("span");
  words.textContent = stage === "fetch" ? `Fetching Python, ${Math.round((100 * got) / of)} %` : { start: "Starting Python", cells: "Making the tools answer" }[stage];
  if (stage === "fetch") bar.value = 0.7 * Math.min(1, got / of);
  else bar.value = stage === "start" ? 0.75 : 0.95;
}

function failed(why) {
  over = true;
  clearTimeout(quiet);
  line.hidden = true;
  document.body.classList.add("us-failed-start");
  status.textContent = "";
  banner(`The tools of this page do not answer: ${why} The text can be read, and what is drawn stays. ${SAFE} Try again; if that does not help, bring your browser up to date, close other tabs, or use another browser or device.`, "Try again", () => location.reload());
}

/** Links to notebooks of the course are links to pages here. */
function pages(blocks) {
  const text = JSON.stringify(blocks);
  return text.includes(".ipynb") ? JSON.parse(text.replace(/\b(\d\d-[a-z]+(?:-[a-z]+)*)\.ipynb\b/g, "$1.html")) : blocks;
}

function hear({ data }) {
  if (data.progress) progress(data.progress);
  else if (data.failed) failed(data.failed);
  else if (data.told) {
    const said = JSON.parse(data.told);
    const model = models.get(said.widget);
    if (said.set?._view?.blocks) said.set._view.blocks = pages(said.set._view.blocks);
    model?.take(said);
    if (model && said.set) remember(model);
  } else if (data.answered) answered();
  else if (data.live) begin(data.woken, data.live.map((parts) => JSON.parse(parts)));
}

/** The parts of a cell that are not what they were when the site was built do not answer, and say so. */
function check(shown) {
  const numbers = (parts) => JSON.stringify(parts.map((part) => part.widget ?? null));
  cells.forEach(({ cell, parts }, at) => {
    if (numbers(parts) === numbers(shown[at])) return;
    const place = document.querySelector(`[data-cell="${cell}"]`);
    for (const part of parts) models.delete(part.widget);
    place.replaceChildren(plain({ text: FAILED }, "p", "us-failed").host);
  });
}

/** Python has run the cells: what was entered meanwhile is answered, and the first views are checked. */
function begin(woken, shown) {
  check(shown);
  clearTimeout(quiet);
  live = true;
  line.hidden = true;
  status.textContent = "The tools of this page are ready.";
  document.body.dataset.unstuckLive = "true";
  document.body.dataset.unstuckWoken = String(woken);
  for (const model of models.values()) {
    const asks = model.get("_kind") === "tool" && !waiting.some((each) => each.model === model);
    if (asks) waiting.push({ model, said: { set: { _sent: { n: 0, g: 0, draft: null, currency: "$" } } } });
  }
  next();
  dispatchEvent(new Event("unstuck-live"));
}

export async function start(kit, show) {
  banner = show;
  if (typeof WebAssembly !== "object" || typeof Worker !== "function") return failed("this browser cannot run Python.");
  const { settings, worker } = await offline;
  python = worker();
  python.onmessage = hear;
  python.onerror = (event) => failed(`Python ended (${event.message || "it could not be fetched"}).`);
  python.postMessage({ start: settings, cells: cells.map(({ source }) => source) });
  setTimeout(() => { line.hidden = live || over; }, 400);
  const made = await kit;
  made.onStore(erased);
  await recall(settings.build);
  build(made);
}
