// A tool on the page: the draft goes out numbered, the view comes back with the number it answers.

const waiting = [];
let running = null;
/** What lies below the first picture is built after it, one after the other, in page order. */
function queue(start) {
  waiting.push(start);
  if (!running) running = setTimeout(next, waiting.length === 1 ? 0 : 1);
}
async function next() {
  const start = waiting.shift();
  if (!start) return void (running = null);
  await Promise.race([start(), new Promise((done) => setTimeout(done, 4000))]);
  running = setTimeout(next, 0);
}

export const currency = {
  get: () => store.get("settings/currency") ?? "$",
  set: (sign) => store.set("settings/currency", sign),
};

/** What is common to everything with a draft: numbering, keeping, bringing back. */
export class Link {
  constructor(model, onView) {
    this.model = model;
    this.spec = model.get("_spec");
    this.view = model.get("_view") || {};
    this.n = Number.isInteger(this.view.n) ? this.view.n : 0;
    this.g = Date.now() % 1e9;
    this.draft = this.view.draft || null;
    this.onView = onView;
    this.restored = !(this.spec.keep && store.get(this.spec.keep) !== undefined);
    this.hear = () => this.heard();
    model.on("change:_view", this.hear);
    this.offStore = onStore((key) => this.stored(key));
  }
  get key() { return this.spec.keep; }
  get awake() { return this.restored && Number.isInteger(this.view.n); }
  /** Ask for the first view, with what was kept; wakes a tool that waits below the first one. */
  open() {
    const kept = this.key ? store.get(this.key) : undefined;
    if (!this.asked && this.key && location.hash.startsWith("#unstuck=")) {
      this.asked = true;
      return prepared().then((told) => this.takeIn(told, kept));
    }
    const same = !this.gathers.length && Number.isInteger(this.view.n) && kept === undefined && this.view.currency === currency.get();
    if (same) return Promise.resolve();
    const told = new Promise((done) => (this.opened = done));
    this.send(kept ?? null);
    return told;
  }
  /** A link has brought a state: it is shown at once where nothing of one's own is in the way. */
  takeIn(told, kept) {
    const mine = told && (told.key === this.key || (told.problem && this.first));
    if (!mine) return this.open();
    if (told.problem || (kept !== undefined && JSON.stringify(kept) !== JSON.stringify(told.draft))) {
      this.offer = told;
    } else {
      spend();
      store.set(this.key, told.draft);
    }
    this.arrived = true;
    return this.open();
  }
  get gathers() { return (this.spec.form ?? []).filter((field) => field.kind === "gathered").flatMap((field) => field.prefixes); }
  send(draft) {
    if (this.gathers.length) draft = gather(this.spec.form, draft ?? this.draft ?? {});
    this.model.set("_sent", { n: ++this.n, g: this.g, draft, currency: currency.get() });
    this.model.save_changes();
  }
  change(draft) {
    this.draft = this.spec.form ? withZones(this.spec.form, draft) : draft;
    this.touched = true;
    this.unsent = false;
    this.keep();
    this.send(this.draft);
    this.mine = this.n;
  }
  /** The draft without what was gathered, which is kept under keys of its own. */
  get own() {
    if (!this.gathers.length || !this.draft) return this.draft;
    return Object.fromEntries(this.spec.form.filter((f) => f.kind !== "gathered").map((f) => [f.name, this.draft[f.name]]));
  }
  keep() {
    if (this.key && Object.keys(this.own).length) store.set(this.key, this.own);
  }
  act(what) {
    this.acted = this.touched = true;
    this.model.send({ do: what });
  }
  /** Ask for a paper; nothing in the draft changes by it. */
  ask(what) {
    this.model.send({ do: what });
  }
  heard() {
    const view = this.model.get("_view");
    if (!Number.isInteger(view.n) || view.n < this.n) return;
    this.view = view;
    if (!this.unsent) this.draft = view.draft;
    if (this.acted || this.mine === view.n) this.keep();
    this.acted = false;
    this.mine = null;
    this.restored = true;
    if (this.touched && this.spec.facts) passOn(this);
    if (this.touched && this.spec.files) fileAsCase(this);
    this.opened?.();
    this.opened = null;
    this.onView();
  }
  stored(key) {
    if (this.awake && key !== this.key && this.gathers.some((prefix) => key.startsWith(prefix) || key === "")) {
      clearTimeout(this.later);
      this.later = setTimeout(() => this.send(this.draft), 400);
    }
    if (key === "own/case" && this.awake && this.spec.facts) return this.onView();
    if (key === "settings/currency" && this.awake && this.view.currency !== currency.get()) return this.send(null);
    if (key === "" && this.awake && this.key && store.get(this.key) === undefined) return void this.model.send({ do: "reset" });
    if (key !== this.key || !this.key || !this.awake) return;
    const kept = store.get(key);
    if (kept !== undefined && JSON.stringify(kept) !== JSON.stringify(this.own)) this.send(kept);
  }
  close() {
    clearTimeout(this.later);
    this.model.off("change:_view", this.hear);
    this.offStore();
  }
}

function toolbar(ctx, link) {
  const spec = link.spec;
  const money = JSON.stringify(spec.form).includes('"unit":"money"');
  const pick = uid("us-currency");
  ctx.currencyId ??= pick;
  const set = !link.gathers.length || spec.form.some((field) => field.kind !== "gathered");
  return h("div", { class: "us-toolbar" },
    set ? h("button", { type: "button", class: "us-button us-quiet", disabled: !link.view.undo, onclick: () => link.act("undo") }, "Undo") : null,
    set ? h("button", { type: "button", class: "us-button us-quiet", onclick: () => link.act("reset") }, "Reset") : null,
    h("button", { type: "button", class: "us-button us-quiet", disabled: !link.awake, onclick: () => link.ask("sheet") }, "Keep this sheet"),
    Object.entries(spec.papers ?? {}).map(([which, words]) => h("button", { type: "button", class: "us-button us-quiet", key: which, disabled: !link.awake, onclick: () => link.ask(`paper:${which}`) }, words)),
    link.key && set ? h("button", { type: "button", class: "us-button us-quiet", disabled: !link.awake, onclick: () => openShare(link) }, "Share") : null,
    money ? h("span", { class: "us-currency" }, h("label", { for: ctx.currencyId }, "Currency"),
      h("select", { id: ctx.currencyId, class: "us-select", value: currency.get(), onchange: (e) => currency.set(e.target.value) },
        spec.currencies.map((sign) => h("option", { value: sign }, sign || "none")))) : null);
}

export function renderTool({ model, el, fromKernel }) {
  const id = uid("us-tool");
  let timer, sayTimer, spoken = "", refused = "";
  const drawn = new Set();
  const link = new Link(model, () => { refused = ""; draw(); say(); arrive(); });
  const stacked = link.spec.stacked || link.spec.form.some((field) => field.kind === "marks");
  link.first = document.querySelector(".unstuck-tool") === el.closest(".unstuck-tool");
  const hold = () => clearTimeout(timer);
  const ctx = {
    id, model, fromKernel, spec: link.spec, typing: null, progress: null,
    job(what) {
      if (what !== "cancel") ctx.progress = 0;
      link.ask(what);
      draw();
    },
    get draft() { return link.draft; },
    get shut() { return link.view.shut; },
    /** Go a step in a scene; null takes the last step back. */
    move(field, value) {
      link.g++;
      const way = link.draft[field] ?? [];
      ctx.moved = ctx.stepped = true;
      ctx.change([field], value === null ? way.slice(0, -1) : [...way, value]);
    },
    /** Set several fields at one press. */
    put(values) {
      link.g++;
      ctx.moved = ctx.stepped = true;
      ctx.change([], { ...link.draft, ...values });
    },
    currency: () => link.view.currency ?? currency.get(),
    drawn: () => { for (const done of drawn) done(); drawn.clear(); },
    begin: () => { link.g++; },
    beginKey: (event) => { if (!event.repeat && /^(Arrow|Home|End|Page)/.test(event.key)) link.g++; },
    change(path, value) { hold(); link.change(setIn(link.draft, path, value)); draw(); },
    type(id, path, text) {
      hold();
      ctx.typing = { id, text };
      timer = setTimeout(() => ctx.change(path, text), 250);
    },
    commit(id, path, text, stay) {
      const typed = ctx.typing?.id === id;
      hold();
      ctx.typing = null;
      ctx.forced = stay ? id : null;
      if (typed) ctx.change(path, text);
      else draw();
    },
  };

  function say() {
    clearTimeout(sayTimer);
    sayTimer = setTimeout(() => {
      const found = (link.view.blocks || []).find((b) => b.is === "finding");
      const words = link.view.problem ? "" : bare(found?.text ?? "");
      if (words !== spoken) { spoken = words; draw(); }
    }, 900);
  }

  /** After a step in a scene, what it led to is brought into view; a talk does so by itself. */
  function arrive() {
    if (ctx.stepped && !el.querySelector(".us-talk")) el.querySelector(".us-finding")?.scrollIntoView({ block: "nearest" });
    ctx.stepped = false;
  }

  let drawing = false, stale = false;
  /** A field that leaves the page while somebody types in it speaks once more: that draws afterwards. */
  function draw() {
    stale = true;
    if (drawing) return;
    drawing = true;
    try {
      while (stale) {
        stale = false;
        drawOnce();
      }
    } finally {
      drawing = false;
    }
  }

  function drawOnce() {
    const { view, spec } = link;
    const ready = link.awake && link.draft;
    const controls = ready ? form(ctx, spec.form).filter(Boolean) : [];
    patch(el, [h("div", { class: "unstuck us-tool", id, role: "group", "aria-labelledby": `${id}--title`, "aria-busy": ready ? null : "true" },
      h("header", { class: "us-head" }, h("h3", { id: `${id}--title` }, spec.title), spec.lead ? h("p", { class: "us-lead" }, inline(spec.lead)) : null),
      ready ? preparedBar(link, draw) : null,
      ready ? caseBar(link, draw) : null,
      ready ? h("div", { class: "us-body" + (stacked || !controls.length ? " us-stacked" : "") },
        controls.length ? h("form", { class: "us-controls", onsubmit: (e) => e.preventDefault() }, controls) : null,
        h("div", { class: "us-out", role: "group", tabindex: "0", "aria-label": `${spec.title}: what follows` },
          h("div", { class: "us-alert", role: "alert" }, view.problem || refused ? h("p", { class: "us-problem" }, view.problem || refused) : null),
          view.problem ? null : (view.blocks || []).map((b) => block(b, ctx)))) : h("p", { class: "us-muted us-waiting" }, "Getting ready\u2026"),
      toolbar(ctx, link),
      h("p", { class: "us-hidden", role: "status" }, spoken))]);
    ctx.forced = null;
    if (ctx.moved && !document.activeElement?.closest?.(`#${id}`)) {
      const asks = [...document.querySelectorAll(`#${id} .us-ask`)].filter((ask) => ask.querySelector("button"));
      (asks.find((ask) => ask.getAttribute("aria-label") === ctx.group) ?? asks[0])?.querySelector("button").focus({ preventScroll: true });
    }
    if (ctx.focusAfter && link.draft) {
      const target = document.getElementById(ctx.focusAfter);
      (target?.disabled ? target.parentElement.querySelector("button:not([disabled])") : target)?.focus();
      ctx.focusAfter = null;
    }
  }

  const sheet = (told) => {
    if (typeof told?.file === "string") download(told.name, told.file, told.type);
    if (told && "progress" in told) {
      const ended = ctx.progress !== null && told.progress === null;
      ctx.progress = told.progress;
      draw();
      if (ended && document.activeElement === document.body) el.querySelector(".us-out")?.focus({ preventScroll: true });
    }
    if (typeof told?.refused === "string") { refused = told.refused; draw(); }
  };
  model.on("msg:custom", sheet);
  draw();
  queue(async () => {
    const picture = new Promise((done) => drawn.add(done));
    await link.open();
    draw();
    if (link.arrived) el.scrollIntoView({ block: "start" });
    const pictures = JSON.stringify(link.view.blocks || []).includes('"is":"chart"');
    if (pictures && !link.view.problem && !el.querySelector("[data-seq]")) await picture;
  });
  return () => {
    hold();
    clearTimeout(sayTimer);
    model.off("msg:custom", sheet);
    link.close();
    release(el);
  };
}
