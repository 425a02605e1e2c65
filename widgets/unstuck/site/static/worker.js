// Python for one page: fetched, started, asked. Everything comes from the page's own site.

const tell = (message) => postMessage(message);

// --- fetching, with a true count ---------------------------------------------------------------

let sizes = {};
let got = 0;
let of = 1;
let broken = () => {};
/** Pyodide would wait for ever for a part that does not come or is no program. */
const trouble = new Promise((_, reject) => { broken = reject; });
const instantiate = WebAssembly.instantiateStreaming.bind(WebAssembly);
WebAssembly.instantiateStreaming = (...asked) => instantiate(...asked).catch((error) => { broken(error); throw error; });
const plainFetch = globalThis.fetch.bind(globalThis);
const KINDS = { wasm: "application/wasm", zip: "application/zip" };

/** Count what arrives of the large files, and give each its right kind, whatever the host calls it. */
globalThis.fetch = async (address, options) => {
  const url = String(address.url ?? address);
  const name = url.split("/").pop();
  const answer = await plainFetch(address, options).catch((error) => { broken(new Error(`${name} could not be fetched`)); throw error; });
  if (!answer.ok) broken(new Error(`${name} could not be fetched, ${answer.status}`));
  if (!(name in sizes) || !answer.ok || !answer.body) return answer;
  const count = new TransformStream({
    transform(chunk, out) {
      got += chunk.byteLength;
      tell({ progress: got < of ? { stage: "fetch", got, of } : { stage: "start" } });
      out.enqueue(chunk);
    },
  });
  return new Response(answer.body.pipeThrough(count), { headers: { "Content-Type": KINDS[name.split(".").pop()] } });
};

async function bytes(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url.split("/").pop()} is not there (${answer.status})`);
  return answer.arrayBuffer();
}

/** For what Python imports on demand: it cannot wait otherwise. */
function bytesNow(url) {
  const request = new XMLHttpRequest();
  request.open("GET", url, false);
  request.responseType = "arraybuffer";
  request.send();
  if (request.status !== 200) throw new Error(`${request.status}`);
  return new Uint8Array(request.response);
}

// --- Python's memory, kept for the next page ----------------------------------------------------

const SHELF = "unstuck-python";
const shelf = async () => (globalThis.caches ? caches.open(SHELF).catch(() => null) : null);

async function kept(name) {
  try {
    const found = await (await shelf())?.match(name);
    return found ? new Uint8Array(await found.arrayBuffer()) : null;
  } catch {
    return null;
  }
}

async function keep(name, memory) {
  const open = await shelf();
  if (!open) return;
  for (const other of await open.keys()) if (other.url !== name && other.url.startsWith(new URL("../", name).href)) await open.delete(other);
  await open.put(name, new Response(memory)).catch(() => {});
}

async function forget(name) {
  await (await shelf())?.delete(name);
}

// --- starting -----------------------------------------------------------------------------------

const HOME = "/unstuck";
const PATHS = `
import sys
sys.path.insert(0, "${HOME}")
from unstuck.site import light
light.stand_in()
`;
const EVERYTHING = `
import unstuck
for name in unstuck.__all__:
    getattr(unstuck, name)
del name
`;

const memoryOf = (told) => `${told.python}memory-${told.build}`;

async function open(told, memory, make) {
  const [{ loadPyodide }, { default: create }, lock] = await Promise.all([import(`${told.python}pyodide.js`), import(`${told.python}pyodide.asm.js`), plainFetch(`${told.python}lock.json`).then((answer) => answer.json())]);
  const zips = Promise.all(told.zips.map(async (zip) => ({ ...zip, data: await bytes(zip.url) })));
  /** Kept memory may be larger than what Python begins with: room is made for it first. */
  const createPyodideModule = async (settings) => {
    const module = await create(settings);
    if (memory && memory.length > module.HEAP8.length) module._malloc(memory.length);
    return module;
  };
  const options = { indexURL: told.python, createPyodideModule, lockFileContents: lock, stdLibURL: `${told.python}python_stdlib.zip` };
  const pyodide = await Promise.race([trouble, loadPyodide({ ...options, ...(memory ? { _loadSnapshot: memory } : {}), ...(make ? { _makeSnapshot: true } : {}) })]);
  for (const zip of await zips) pyodide.unpackArchive(zip.data, "zip", { extractDir: zip.to });
  pyodide.FS.chdir("/course");
  if (!memory) pyodide.runPython(PATHS);
  return pyodide;
}

/** Start Python once more, with all of the course imported, and keep its memory: the next page wakes it up. */
async function prepare(told) {
  const name = memoryOf(told);
  const place = await shelf();
  if (!place || (await place.match(name))) return;
  const pyodide = await open(told, null, true);
  pyodide.runPython(EVERYTHING);
  await keep(name, pyodide.makeMemorySnapshot());
}

let woken = false;

async function wake(told) {
  const name = memoryOf(told);
  const memory = await kept(name);
  if (!memory) return open(told);
  woken = true;
  sizes = {};
  tell({ progress: { stage: "start" } });
  try {
    return await open(told, memory);
  } catch (error) {
    console.warn("Python's kept memory could not be used; it starts afresh.", error);
    await forget(name);
    woken = false;
    return open(told);
  }
}

let page;
let begun;

async function start(told, cells) {
  begun = told;
  sizes = told.sizes;
  of = Object.values(sizes).reduce((a, b) => a + b, 0);
  const pyodide = await wake(told);
  tell({ progress: { stage: "cells" } });
  const homes = pyodide.toPy(told.later);
  pyodide.pyimport("unstuck.site.later").begin(homes, bytesNow, HOME);
  page = pyodide.pyimport("unstuck.site.page").Page((text) => tell({ told: text }));
  const shown = cells.map((source) => page.run(source));
  tell({ live: shown, woken });
}

trouble.catch(() => {}); // told where it matters
onmessage = async ({ data }) => {
  try {
    if (data.start) await start(data.start, data.cells);
    else if (data.prepare) {
      await prepare(data.prepare);
      close();
    } else {
      page.hear(data.widget, data.said);
      tell({ answered: true });
    }
  } catch (error) {
    console.warn(error);
    if (woken) await forget(memoryOf(begun)); // whatever went wrong, the next page begins afresh
    if (data.prepare) close();
    else tell({ failed: data.start ? `Python could not be started here (${String(error.message ?? error).trim().split("\n").pop().slice(0, 120)}).` : "Python has stopped." });
  }
};
