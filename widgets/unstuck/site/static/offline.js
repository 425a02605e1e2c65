// When a page is at rest: have Python ready for the next page, and keep the course for offline.

const told = JSON.parse(document.getElementById("unstuck-python").textContent);
const here = (path) => new URL(path, document.baseURI).href;

/** What Python's worker is told, with whole addresses. */
export const settings = {
  ...told,
  python: here(told.python),
  zips: told.zips.map(({ url, to }) => ({ url: here(url), to })),
  later: Object.fromEntries(Object.entries(told.later).map(([name, url]) => [name, here(url)])),
};
export const worker = () => new Worker(here(told.worker), { type: "module" });

const sparing = navigator.connection?.saveData;

async function atRest() {
  if (globalThis.caches && !sparing) {
    const python = worker();
    python.postMessage({ prepare: settings });
  }
  await navigator.serviceWorker?.register(here("sw.js")).catch((error) => console.warn("The course is not kept for offline here.", error));
}

const soon = () => setTimeout(atRest, 1500);
if (!document.getElementById("unstuck-first")) addEventListener("load", soon);
else addEventListener("unstuck-live", soon);
