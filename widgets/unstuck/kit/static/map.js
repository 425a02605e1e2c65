// The way through the course: what was reached, what was answered; told in words.

/** How far a module is: { words, part } from what this browser keeps. */
export function progressOf(slug, items) {
  const reached = store.get(`module/${slug}`) !== undefined;
  let answered = 0, sum = 0;
  for (const key of store.keys()) {
    if (!key.startsWith(`quiz/${slug}/`)) continue;
    const score = store.get(key)?.score;
    if (typeof score === "number") { answered++; sum += score; }
  }
  if (!reached && !answered) return { words: "not opened yet", part: 0 };
  if (!answered || !items) return { words: "opened", part: 0 };
  const right = Math.round((sum / answered) * 100);
  const done = answered >= items ? "all questions answered" : `${answered} of ${items} questions answered`;
  return { words: `${done}, ${right} % right`, part: Math.min(1, answered / items) };
}

/** Write progress into every element that asks for it: data-us-progress="slug" data-us-items="12". */
export function fillProgress(root) {
  const fill = () => {
    for (const el of root.querySelectorAll("[data-us-progress]")) {
      const told = progressOf(el.dataset.usProgress, Number(el.dataset.usItems) || 0);
      patch(el, [h("span", { class: "us-progress", "aria-hidden": "true" }, h("span", { style: `width:${Math.round(told.part * 100)}%` })), h("span", { class: "us-note" }, told.words)]);
    }
  };
  fill();
  return onStore(fill);
}

export function renderMap({ model, el }) {
  const { modules, title } = model.get("_spec");
  const draw = () => patch(el, [h("section", { class: "unstuck us-tool", "aria-label": title },
    h("ol", { class: "us-map" }, modules.map((m) => {
      const told = progressOf(m.slug, m.items);
      return h("li", { class: m.ready ? "us-stop" : "us-stop us-later", key: m.slug },
        h("p", { class: "us-stopname" }, m.ready ? h("a", { href: m.href }, m.title) : m.title),
        h("p", { class: "us-note" }, m.question),
        h("p", { class: "us-note" }, m.ready ? `About ${m.minutes} minutes \u00b7 ${told.words}` : "To come"),
        m.ready ? h("span", { class: "us-progress", "aria-hidden": "true" }, h("span", { style: `width:${Math.round(told.part * 100)}%` })) : null);
    })))]);
  draw();
  const off = onStore(draw);
  return () => { off(); release(el); };
}

export function renderWork(el) {
  const host = h("section", { class: "unstuck us-tool", "aria-label": "Your work" }, h("h3", null, "Your work"), h("div", { own: true, ref: (node) => (node.__release = mountWork(node)) }));
  patch(el, [host]);
  return () => release(el);
}

export function renderModule({ model, el }) {
  const spec = model.get("_spec");
  const greeting = h("div", { own: true, ref: greetReturner });
  patch(el, [h("section", { class: "unstuck us-module", "aria-label": "About this module" },
    greeting,
    h("p", { class: "us-note" }, spec.words, " ",
      h("button", { type: "button", class: "us-link", onclick: openWork }, "Your work")))]);
  if (store.get(`module/${spec.slug}`) === undefined) store.set(`module/${spec.slug}`, { reached: true });
  return () => release(el);
}
