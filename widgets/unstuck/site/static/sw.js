// Keeps the course in the browser: after a first visit it opens without a network.

const { build, files } = KEPT;
const SCOPE = self.registration.scope;
const SHELF = `unstuck ${SCOPE} ${build}`;
const forever = (url) => /\/(unstuck\/static|python)\//.test(url);

async function put(shelf, name) {
  const url = new URL(name, SCOPE).href;
  if (forever(url)) {
    const known = await caches.match(url);
    if (known) return shelf.put(url, known);
  }
  const answer = await fetch(url, { cache: forever(url) ? "default" : "no-cache" });
  if (answer.ok) return shelf.put(url, answer);
  throw new Error(`${name}: ${answer.status}`);
}

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil((async () => {
    const shelf = await caches.open(SHELF);
    for (const name of files) await put(shelf, name);
  })());
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) if (name.startsWith(`unstuck ${SCOPE} `) && name !== SHELF) await caches.delete(name);
    await self.clients.claim();
  })());
});

/** Files whose address changes with them come from the shelf; pages from the network, if there is one. */
async function answer(request) {
  const shelf = await caches.open(SHELF);
  const url = request.url.split("#")[0].split("?")[0];
  const named = url === SCOPE ? `${SCOPE}index.html` : url;
  const found = await shelf.match(named);
  if (found && forever(url)) return found;
  try {
    return await fetch(request);
  } catch (error) {
    if (found) return found;
    throw error;
  }
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method === "GET" && request.url.startsWith(SCOPE) && !request.url.startsWith(`${SCOPE}lab/`)) event.respondWith(answer(request));
});
